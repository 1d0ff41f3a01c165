import type { Templates } from '../en/templates.js';

const school = 'సరిగమ సంగీత పాఠశాల';
const pupil = 'అనన్య గుప్తా';
const guitar = { pupil, class: 'గిటార్', date: 'మంగళ 24 నవం' };

export const templates: Templates = {
  attendance_confirmation: {
    body: 'హాజరు సమాచారం, {{school}}: {{date}} న {{class}} క్లాసుకు {{pupil}} హాజరయ్యారు. ఇది సరికాకపోతే ఈ సందేశానికి జవాబివ్వండి.',
    samples: { school, ...guitar },
  },
  absence_alert: {
    body: 'ఇది {{school}} నుంచి సమాచారం: {{date}} న {{class}} క్లాసుకు {{pupil}} రాలేదని నమోదైంది. ఇది సరికాకపోతే, లేదా మేకప్ క్లాస్ కావాలంటే ఈ సందేశానికి జవాబివ్వండి.',
    samples: { school, ...guitar },
  },
  classes_low_alert: {
    body: 'మీ బ్యాలెన్స్, {{school}}: {{pupil}} కు మిగిలిన {{class}} క్లాసులు: {{left}}. వివరాలు చూడటానికి లేదా ఫీజు చెల్లించడానికి ఈ సందేశానికి జవాబివ్వండి.',
    samples: { school, pupil, class: 'గిటార్', left: '2' },
  },
  payment_received: {
    body: 'ధన్యవాదాలు, {{school}} కు మీ చెల్లింపు అందింది: {{amount}}, {{pupil}}, {{class}}, {{classes}} క్లాసులు. ఇప్పుడు మిగిలిన {{class}} క్లాసులు: {{left}}. చెల్లింపు నంబర్ {{ref}}, మీ రికార్డు కోసం దీన్ని దాచుకోండి.',
    samples: { school, pupil, class: 'గిటార్', amount: '₹6,000', classes: '12', left: '14', ref: 'pay_Qx7Lk2' },
  },
  payment_reminder: {
    body: 'ఇది {{school}} నుంచి ఫీజు గుర్తు చేయడానికి: {{fees}}. చెల్లింపు లింక్ కోసం కింద బటన్ నొక్కండి, లేదా ఏ రోజు చెల్లిస్తారో రాయండి.',
    buttons: ['చెల్లించండి'],
    samples: { school, fees: 'అనన్య, గిటార్, శుక్ర 27 నవం లోపు' },
  },
  class_reminder: {
    body: 'ఇది {{school}} నుంచి రాబోయే క్లాస్ గుర్తు చేయడానికి: {{classes}}. రాలేకపోతే ఈ సందేశానికి జవాబివ్వండి.',
    samples: { school, classes: 'బుధ 25 నవం, సాయంత్రం 5 గిటార్ (అనన్య)' },
  },
  class_cancelled: {
    body: 'దయచేసి గమనించండి, {{school}} లో మార్పు: {{teacher}} సెలవులో ఉన్నారు, కాబట్టి ఇది జరగదు: {{classes}}. దీనికి క్లాస్ లెక్కలోకి రాదు. మేకప్ క్లాస్ కోసం ఈ సందేశానికి జవాబివ్వండి.',
    samples: { school, teacher: 'రవి కుమార్', classes: 'బుధ 25 నవం, సాయంత్రం 5 గిటార్ (అనన్య)' },
  },
  class_on_again: {
    body: 'దయచేసి గమనించండి, {{school}} లో మార్పు: {{teacher}} రాగలుగుతున్నారు, కాబట్టి ఇది మామూలుగానే జరుగుతుంది: {{classes}}. ఏదైనా సందేహం ఉంటే ఈ సందేశానికి జవాబివ్వండి.',
    samples: { school, teacher: 'రవి కుమార్', classes: 'బుధ 25 నవం, సాయంత్రం 5 గిటార్ (అనన్య)' },
  },
  enrollment_welcome: {
    body: 'స్వాగతం! {{school}} లో {{pupil}} చేరారు. ఈ నంబర్‌లో మీరు టైమ్‌టేబుల్, మిగిలిన క్లాసులు, ఫీజు వివరాలు అడగవచ్చు, ఎవరైనా ఎప్పుడు రాలేరో చెప్పవచ్చు. మొదలుపెట్టడానికి ఈ సందేశానికి జవాబివ్వండి.',
    samples: { school, pupil },
  },
  attendance_prompt: {
    body: 'మీ క్లాస్ ముగిసింది, {{school}}: {{class}}, {{date}}, {{time}}. ఎవరెవరు వచ్చారు? కింద ఒక బటన్ నొక్కండి, లేదా పేర్లు రాసి జవాబివ్వండి.',
    buttons: ['అందరూ వచ్చారు', 'కొందరు రాలేదు', 'క్లాస్ జరగలేదు'],
    samples: { school, class: 'గిటార్', date: 'మంగళ 24 నవం', time: 'సాయంత్రం 5' },
  },
  announcement: {
    body: 'ఒక ప్రకటన, {{school}} నుంచి: {{message}} ఏదైనా సందేహం ఉంటే ఈ సందేశానికి జవాబివ్వండి.',
    footer: 'ఇలాంటివి వద్దనుకుంటే STOP అని రాయండి',
    samples: { school, message: 'శీతాకాల సంగీత కచేరీ శనివారం 12 డిసెంబర్ సాయంత్రం 6 గంటలకు.' },
  },
  staff_note: {
    body: 'సిబ్బందికి సమాచారం, {{school}}: {{note}} కొనసాగడానికి ఈ సందేశానికి జవాబివ్వండి.',
    samples: { school, note: 'మీరా బుధ 25 నవం గిటార్ క్లాసుకు రాలేరు.' },
  },
  one_time_code: {
    body: '{{code}} మీ ధృవీకరణ కోడ్. మీ భద్రత కోసం, ఈ కోడ్‌ను షేర్ చేయవద్దు.',
    buttons: ['కోడ్‌ను కాపీ చేయండి'],
    samples: { code: '123456' },
  },
};
