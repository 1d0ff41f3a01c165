import type { officeNotices as English } from '../en/office-notices.js';

export const officeNotices: typeof English = {
  unmarked_classes: (p, school) => `${p.date} की हाज़िरी नहीं भरी गई (${p.count}): ${p.classes}। – ${school}`,
  digest: (p, school) =>
    [
      `${p.from} से ${p.to} तक का सप्ताह`,
      `हाज़िरी भरी: ${p.marked}, नहीं भरी: ${p.unmarked}`,
      `नई पूछताछ: ${p.leads}`,
      `मिले भुगतान: ${p.payments} (${p.amount})`,
      `जो संदेश नहीं पहुँचे: ${p.failed}, जिनका जवाब नहीं गया: ${p.dead}`,
      `बिना जवाब के सवाल: ${p.unanswered}`,
      `संदेश समझने का ख़र्च: ${p.cost}`,
      `– ${school}`,
    ].join('\n'),
  identity_denied: (p, school) =>
    `${[p.name, p.number].filter(Boolean).join(', ')} का कहना है: यह नंबर (अब) ${p.whom} का नहीं है। अब मैं उन्हें इसके बारे में कुछ नहीं दिखाता। कृपया दर्ज नंबर जाँच लें। – ${school}`,
  number_changed: (p, school) =>
    `${[p.name, p.number].filter(Boolean).join(', ')} का नंबर बदल गया है${p.new ? `: ${p.new}` : ''}। जब तक वे अपनी पहचान नहीं बताते, मैं उन्हें विद्यार्थियों के बारे में कुछ नहीं बताता। कृपया दर्ज नंबर जाँच लें। – ${school}`,
  template_trouble: (p, school) =>
    `Meta: टेम्पलेट “${p.template}” (${p.language}) ${TROUBLE[p.what ?? ''] ?? TROUBLE.disabled}${p.reason ? ` (${p.reason})` : ''}।${p.broadcasts ? ` इसके कारण रुके हुए ब्रॉडकास्ट: ${p.broadcasts}।` : ''} – ${school}`,
  broadcast_stopped: (p, school) =>
    `ब्रॉडकास्ट “${p.name}” मैंने रोक दिया: ${p.sent} में से ${p.failed} संदेश नहीं पहुँचे। – ${school}`,
  sending_halted: (p, school) =>
    `WhatsApp अभी हमारे संदेश नहीं ले रहा: ${p.reason}। ठीक होते ही रुके हुए संदेश भेज दिए जाएँगे। – ${school}`,
};

const TROUBLE: Record<string, string> = {
  paused: 'रोक दिया गया है; उससे जाने वाले संदेश नहीं भेजे जाएँगे',
  rejected: 'अस्वीकार हुआ है; उससे जाने वाले संदेश नहीं भेजे जाएँगे',
  disabled: 'बंद कर दिया गया है; उससे जाने वाले संदेश नहीं भेजे जाएँगे',
  marketing: 'अब मार्केटिंग माना जाता है: उसका ख़र्च ज़्यादा है और वह केवल चाहने वालों को जाता है',
};
