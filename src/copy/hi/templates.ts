import type { Templates } from '../en/templates.js';

const school = 'सरगम संगीत विद्यालय';
const pupil = 'अनन्या गुप्ता';
const guitar = { pupil, class: 'गिटार', date: 'मंगल 24 नवंबर' };

export const templates: Templates = {
  attendance_confirmation: {
    body: 'उपस्थिति की सूचना, {{school}}: {{date}} को {{class}} में {{pupil}} उपस्थित रहे। अगर यह सही नहीं है तो इस संदेश का जवाब दें।',
    samples: { school, ...guitar },
  },
  absence_alert: {
    body: 'यह सूचना {{school}} से है: {{date}} को {{class}} में {{pupil}} की अनुपस्थिति दर्ज हुई है। अगर यह सही नहीं है, या मेकअप क्लास चाहिए, तो इस संदेश का जवाब दें।',
    samples: { school, ...guitar },
  },
  classes_low_alert: {
    body: 'आपका बैलेंस, {{school}}: {{pupil}} की {{class}} की बची हुई क्लासें: {{left}}। पूरा हिसाब देखने या भुगतान करने के लिए इस संदेश का जवाब दें।',
    samples: { school, pupil, class: 'गिटार', left: '2' },
  },
  payment_received: {
    body: 'धन्यवाद, {{school}} को आपका भुगतान मिल गया: {{amount}}, {{pupil}}, {{class}}, {{classes}} क्लासें। अब {{class}} की बची हुई क्लासें: {{left}}। भुगतान नंबर {{ref}} है, इसे सँभालकर रखें।',
    samples: {
      school,
      pupil,
      class: 'गिटार',
      amount: '₹6,000',
      classes: '12',
      left: '14',
      ref: 'pay_Qx7Lk2',
    },
  },
  payment_failed: {
    body: 'आपके भुगतान की सूचना, {{school}}: {{pupil}} ({{class}}) के लिए {{amount}} का भुगतान पूरा नहीं हुआ। अगर बैंक से पैसे कट गए हों तो वे अपने-आप लौट आएँगे। भुगतान लिंक दोबारा पाने के लिए इस संदेश के जवाब में pay लिखें।',
    samples: { school, pupil, class: 'गिटार', amount: '₹6,000' },
  },
  payment_reminder: {
    body: 'यह {{school}} से फ़ीस की याद दिलाने के लिए है: {{fees}}। भुगतान लिंक के लिए नीचे बटन दबाएँ, या लिखें कि आप किस दिन भुगतान करेंगे।',
    buttons: ['भुगतान करें'],
    samples: { school, fees: 'अनन्या, गिटार, शुक्र 27 नवंबर तक' },
  },
  class_reminder: {
    body: 'यह {{school}} से आने वाली क्लास की याद दिलाने के लिए है: {{classes}}। अगर नहीं आ सकते तो इस संदेश का जवाब दें।',
    samples: { school, classes: 'बुध 25 नवंबर, शाम 5 बजे गिटार (अनन्या)' },
  },
  class_cancelled: {
    body: 'कृपया ध्यान दें, {{school}} में बदलाव है: {{teacher}} छुट्टी पर हैं, इसलिए यह नहीं होगा: {{classes}}। इसके लिए कोई क्लास नहीं कटेगी। मेकअप क्लास के लिए इस संदेश का जवाब दें।',
    samples: { school, teacher: 'रवि कुमार', classes: 'बुध 25 नवंबर, शाम 5 बजे गिटार (अनन्या)' },
  },
  class_on_again: {
    body: 'कृपया ध्यान दें, {{school}} में बदलाव है: {{teacher}} आ पाएँगे, इसलिए यह पहले की तरह होगा: {{classes}}। कोई सवाल हो तो इस संदेश का जवाब दें।',
    samples: { school, teacher: 'रवि कुमार', classes: 'बुध 25 नवंबर, शाम 5 बजे गिटार (अनन्या)' },
  },
  enrollment_welcome: {
    body: 'आपका स्वागत है! {{school}} में {{pupil}} का दाख़िला हो गया है। इस नंबर पर आप समय-सारणी, बची हुई क्लासें और फ़ीस पूछ सकते हैं, और बता सकते हैं कि कब कोई नहीं आ पाएगा। शुरू करने के लिए इस संदेश का जवाब दें।',
    samples: { school, pupil },
  },
  attendance_prompt: {
    body: 'आपकी क्लास पूरी हुई, {{school}}: {{class}}, {{date}}, {{time}}। कौन-कौन आया? नीचे एक बटन दबाएँ, या नाम लिखकर जवाब दें।',
    buttons: ['सब आए', 'कुछ नहीं आए', 'क्लास नहीं हुई'],
    samples: { school, class: 'गिटार', date: 'मंगल 24 नवंबर', time: 'शाम 5 बजे' },
  },
  announcement: {
    body: 'एक सूचना, {{school}} की ओर से: {{message}} कोई सवाल हो तो इस संदेश का जवाब दें।',
    footer: 'ऐसे संदेश न चाहिए तो STOP लिखें',
    samples: { school, message: 'शीतकालीन संगीत समारोह शनिवार 12 दिसंबर को शाम 6 बजे है।' },
  },
  staff_note: {
    body: 'कर्मचारियों के लिए सूचना, {{school}}: {{note}} आगे बढ़ने के लिए इस संदेश का जवाब दें।',
    samples: { school, note: 'मीरा बुध 25 नवंबर को गिटार में नहीं आ पाएँगी।' },
  },
  one_time_code: {
    body: '{{code}} आपका सत्यापन कोड है। अपनी सुरक्षा के लिए, इस कोड को शेयर न करें।',
    buttons: ['कोड कॉपी करें'],
    samples: { code: '123456' },
  },
};
