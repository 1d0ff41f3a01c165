import type { officeNotices as English } from '../en/office-notices.js';

export const officeNotices: typeof English = {
  unmarked_classes: (p, school) => `${p.date} హాజరు నమోదు కానివి (${p.count}): ${p.classes}. – ${school}`,
  digest: (p, school) =>
    [
      `${p.from} నుంచి ${p.to} వరకు వారం`,
      `హాజరు నమోదైన క్లాసులు: ${p.marked}, కానివి: ${p.unmarked}`,
      `కొత్త ఎంక్వైరీలు: ${p.leads}`,
      `అందిన చెల్లింపులు: ${p.payments} (${p.amount})`,
      `చేరని సందేశాలు: ${p.failed}, జవాబు వెళ్ళనివి: ${p.dead}`,
      `జవాబు లేని ప్రశ్నలు: ${p.unanswered}`,
      `సందేశాలు అర్థం చేసుకోవడానికి ఖర్చు: ${p.cost}`,
      `– ${school}`,
    ].join('\n'),
  identity_denied: (p, school) =>
    `${[p.name, p.number].filter(Boolean).join(', ')} అంటున్నారు: ఈ నంబర్ (ఇప్పుడు) ${p.whom} ది కాదు. ఇక వారికి దీని గురించి ఏమీ చూపించను. దయచేసి నమోదైన నంబర్ చూడండి. – ${school}`,
  number_changed: (p, school) =>
    `${[p.name, p.number].filter(Boolean).join(', ')} నంబర్ మారింది${p.new ? `: ${p.new}` : ''}. వారు ఎవరో నిర్ధారించే వరకు విద్యార్థుల గురించి ఏమీ చెప్పను. దయచేసి నమోదైన నంబర్ చూడండి. – ${school}`,
  template_trouble: (p, school) =>
    `Meta: టెంప్లేట్ “${p.template}” (${p.language}) ${TROUBLE[p.what ?? ''] ?? TROUBLE.disabled}${p.reason ? ` (${p.reason})` : ''}.${p.broadcasts ? ` దీని వల్ల ఆగిన బ్రాడ్‌కాస్ట్‌లు: ${p.broadcasts}.` : ''} – ${school}`,
  broadcast_stopped: (p, school) =>
    `“${p.name}” బ్రాడ్‌కాస్ట్ ఆపేశాను: ${p.sent} సందేశాల్లో ${p.failed} చేరలేదు. – ${school}`,
  sending_halted: (p, school) =>
    `WhatsApp ప్రస్తుతం మా సందేశాలు తీసుకోవడం లేదు: ${p.reason}. సరికాగానే ఆగినవి పంపుతాను. – ${school}`,
};

const TROUBLE: Record<string, string> = {
  paused: 'తాత్కాలికంగా ఆగింది; దానితో వెళ్ళే సందేశాలు వెళ్ళవు',
  rejected: 'తిరస్కరించబడింది; దానితో వెళ్ళే సందేశాలు వెళ్ళవు',
  disabled: 'నిలిపివేయబడింది; దానితో వెళ్ళే సందేశాలు వెళ్ళవు',
  marketing: 'ఇప్పుడు మార్కెటింగ్‌గా లెక్క: ఖర్చు ఎక్కువ, కావాలన్న వారికే వెళ్తుంది',
};
