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
    `${title(p.template)} (${LANGUAGE[p.language ?? ''] ?? p.language}) ${TROUBLE[p.what ?? ''] ?? TROUBLE.disabled}${reason(p)}.${p.broadcasts ? ` దీని వల్ల ఆగిన బ్రాడ్‌కాస్ట్‌లు: ${p.broadcasts}.` : ''} – ${school}`,
  broadcast_waiting: (p, school) =>
    `${p.people} మందికి వెళ్ళాల్సిన బ్రాడ్‌కాస్ట్ రెండో అడ్మిన్ ఆమోదం కోసం ఆగింది: “${p.words}” చూసి పంపడానికి *approve broadcast* అని రాయండి. – ${school}`,
  broadcast_stopped: (p, school) =>
    `“${p.name}” బ్రాడ్‌కాస్ట్ ఆపేశాను: ${p.sent} సందేశాల్లో ${p.failed} చేరలేదు. – ${school}`,
  sending_halted: (p, school) =>
    `WhatsApp ప్రస్తుతం మా సందేశాలు తీసుకోవడం లేదు: ${p.reason}. సరికాగానే ఆగినవి పంపుతాను. – ${school}`,
};

const LANGUAGE: Record<string, string> = { en: 'ఇంగ్లీష్', hi: 'హిందీ', te: 'తెలుగు' };

const TROUBLE: Record<string, string> = {
  paused: 'WhatsApp తాత్కాలికంగా ఆపింది; అప్పటివరకు దానితో వెళ్ళే సందేశాలు వెళ్ళవు',
  rejected: 'WhatsApp తిరస్కరించింది; దానితో వెళ్ళే సందేశాలు వెళ్ళవు',
  disabled: 'WhatsApp తొలగించింది; దానితో వెళ్ళే సందేశాలు వెళ్ళవు',
  approved: 'మళ్ళీ పంపవచ్చు',
  marketing: 'ఇప్పుడు మార్కెటింగ్‌గా లెక్క: ఖర్చు ఎక్కువ, కావాలన్న వారికే వెళ్తుంది',
  marketing_soon: 'త్వరలో మార్కెటింగ్‌గా లెక్కిస్తారు: ఖర్చు పెరుగుతుంది, కావాలన్న వారికే వెళ్తుంది',
};

const REASON: Record<string, string> = {
  ABUSIVE_CONTENT: 'దాని మాటలు అవమానకరంగా భావించారు',
  INCORRECT_CATEGORY: 'దాని మాటలు దాని వర్గానికి సరిపోవు',
  INVALID_FORMAT: 'దాని రూపం సరిగా లేదు',
  PROMOTIONAL: 'దాని మాటలు ప్రకటనగా భావించారు',
  SCAM: 'దాని మాటలు మోసంగా భావించారు',
  TAG_CONTENT_MISMATCH: 'దాని భాష లేదా వర్గం మాటలకు సరిపోవు',
  FIRST_PAUSE: 'చాలామంది దాన్ని బ్లాక్ లేదా రిపోర్ట్ చేశారు',
  SECOND_PAUSE: 'రెండోసారి చాలామంది దాన్ని బ్లాక్ లేదా రిపోర్ట్ చేశారు',
  RATE_LIMITING_PAUSE: 'చాలా వేగంగా చాలా ఎక్కువ పంపబడ్డాయి',
};

function title(name = ''): string {
  return `సందేశ నమూనా “${name.replaceAll('_', ' ')}”`;
}

function reason(p: Record<string, string>): string {
  const why = REASON[p.reason ?? ''];
  return why ? ` (${why})` : '';
}
