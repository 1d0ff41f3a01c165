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
    `${title(p.template)} (${LANGUAGE[p.language ?? ''] ?? p.language}) ${TROUBLE[p.what ?? ''] ?? TROUBLE.disabled}${reason(p)}।${p.broadcasts ? ` इसके कारण रुके हुए ब्रॉडकास्ट: ${p.broadcasts}।` : ''} – ${school}`,
  broadcast_waiting: (p, school) =>
    `${p.people} लोगों को जाने वाला एक ब्रॉडकास्ट दूसरे एडमिन की मंज़ूरी के इंतज़ार में है: “${p.words}” देखने और भेजने के लिए *approve broadcast* लिखें। – ${school}`,
  broadcast_stopped: (p, school) =>
    `ब्रॉडकास्ट “${p.name}” मैंने रोक दिया: ${p.sent} में से ${p.failed} संदेश नहीं पहुँचे। – ${school}`,
  sending_halted: (p, school) =>
    `WhatsApp अभी हमारे संदेश नहीं ले रहा: ${p.reason}। ठीक होते ही रुके हुए संदेश भेज दिए जाएँगे। – ${school}`,
};

const LANGUAGE: Record<string, string> = { en: 'अंग्रेज़ी', hi: 'हिंदी', te: 'तेलुगु' };

const TROUBLE: Record<string, string> = {
  paused: 'को WhatsApp ने रोक दिया है; तब तक उससे जाने वाले संदेश नहीं भेजे जाएँगे',
  rejected: 'को WhatsApp ने अस्वीकार किया है; उससे जाने वाले संदेश नहीं भेजे जाएँगे',
  disabled: 'को WhatsApp ने हटा दिया है; उससे जाने वाले संदेश नहीं भेजे जाएँगे',
  approved: 'से संदेश फिर भेजे जा सकते हैं',
  marketing: 'अब मार्केटिंग माना जाता है: उसका ख़र्च ज़्यादा है और वह केवल चाहने वालों को जाता है',
  marketing_soon: 'जल्द ही मार्केटिंग माना जाएगा: उसका ख़र्च बढ़ेगा और वह केवल चाहने वालों को जाएगा',
};

const REASON: Record<string, string> = {
  ABUSIVE_CONTENT: 'उसके शब्द अपमानजनक समझे गए',
  INCORRECT_CATEGORY: 'उसके शब्द उसकी श्रेणी के नहीं हैं',
  INVALID_FORMAT: 'उसका रूप सही नहीं है',
  PROMOTIONAL: 'उसके शब्द विज्ञापन समझे गए',
  SCAM: 'उसके शब्द धोखाधड़ी समझे गए',
  TAG_CONTENT_MISMATCH: 'उसकी भाषा या श्रेणी शब्दों से मेल नहीं खाती',
  FIRST_PAUSE: 'बहुत लोगों ने उसे ब्लॉक या रिपोर्ट किया',
  SECOND_PAUSE: 'दूसरी बार बहुत लोगों ने उसे ब्लॉक या रिपोर्ट किया',
  RATE_LIMITING_PAUSE: 'बहुत तेज़ी से बहुत ज़्यादा भेजे गए',
};

function title(name = ''): string {
  return `संदेश का नमूना “${name.replaceAll('_', ' ')}”`;
}

function reason(p: Record<string, string>): string {
  const why = REASON[p.reason ?? ''];
  return why ? ` (${why})` : '';
}
