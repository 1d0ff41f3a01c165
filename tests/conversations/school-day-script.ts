import { meant } from '../support/model.js';

/** One turn: what somebody types or taps, and words that must stand in the answer. */
export interface Turn {
  does: string;
  /** It is a button or a row of the last answer. */
  tap?: true;
  hears: RegExp;
  /** What the model said of it when this was recorded; given back where the code asks. */
  model?: string;
  /** A confirmation: the only turns after which something stands in the school's tables that did not before. */
  writes?: true;
}

/** One conversation: who, on which number, from what time of the day on. */
export interface Scene {
  at: string;
  who: string;
  phone: string;
  turns: Turn[];
}

const says = (does: string, hears: RegExp, model?: string): Turn => ({
  does,
  hears,
  ...(model ? { model } : {}),
});
const taps = (does: string, hears: RegExp): Turn => ({ does, tap: true, hears });
const confirms = (turn: Turn): Turn => ({ ...turn, writes: true });
const scene = (at: string, who: string, phone: string, ...turns: Turn[]): Scene => ({
  at,
  who,
  phone,
  turns,
});

/** An ordinary Tuesday: the morning's questions, newcomers at noon, absences, the evening's registers, the office. */
export const SCHOOL_DAY: readonly Scene[] = [
  scene(
    '08:10',
    'Lakshmi Narayanan, teacher',
    '919000000004',
    says('good morning', /What can I do for you/s),
    says('my schedule for this week', /Violin|Vocals/s, meant('check_schedule', [['date', 'this week']])),
    says(
      'how many students in violin batch',
      /Violin|pupil/is,
      meant('check_schedule', [['instrument', 'violin']]),
    ),
  ),
  scene(
    '08:20',
    'Sunitha Rao, mother of Aditya',
    '919000000007',
    says('Hi', /What can I do for you/s),
    says('when is the next class', /Aditya|Guitar/s, meant('check_schedule')),
    says('how many classes are left', /left|classes/is),
    says('and fees due?', /₹|due|fee/is, meant('payment_status')),
    says('thanks', /welcome/is),
  ),
  scene(
    '08:40',
    'Kishore Reddy',
    '919000000008',
    says(
      'aaj class hai kya',
      /Guitar|class/is,
      meant('check_schedule', [['date', 'aaj']], { language: 'hi' }),
    ),
    says('Aditya ki kitni class bachi hai', /\d/s),
    says('dhanyavad', /welcome/is),
  ),
  scene(
    '09:05',
    'Mathew Thomas, father of Sarah',
    '919000000009',
    says('Sarah has fever, she will not come today', /Sarah Thomas has more than one class/s),
    taps('All of these', /Sarah Thomas cannot come/s),
    confirms(taps('Yes', /Noted: Sarah Thomas/s)),
    says('thank you', /welcome/is),
  ),
  scene(
    '09:15',
    'Annie Mathew',
    '919000000010',
    says('balance classes for John', /John/s),
    says('attendance of this month', /John|attend/is, meant('attendance_history')),
    says('when is next payment due', /due|₹|payment/is),
  ),
  scene(
    '09:30',
    'Elsa Joseph',
    '919000000012',
    says('hello', /What can I do for you/s),
    says('payment link please', /Mary|pay|₹/is),
    says('what are your office timings', /9 am to 6 pm/s),
  ),
  scene(
    '09:40',
    'Farah Siddiqui',
    '919000000013',
    says(
      'kal class hai kya',
      /Tabla|class/is,
      meant('check_schedule', [['date', 'kal']], { language: 'hi' }),
    ),
    says('pay fees', /Ahmed|pay|₹/is, meant('payment_link')),
    says('kitna dena hai', /₹|due|fee|Ahmed/is, meant('payment_status', [], { language: 'hi' })),
  ),
  scene(
    '09:55',
    'Gopal Iyer, father of Meera',
    '919000000014',
    says(
      'Is there class on 25th December or holiday?',
      /Christmas|closed|holiday|no class/is,
      meant('check_schedule', [['date', '25th December']]),
    ),
    says('how many classes did Meera attend', /Meera/s, meant('attendance_history', [['student', 'Meera']])),
    says('Where is the school?', /12 Sangeet Marg/s),
  ),
  scene(
    '10:05',
    'Sneha Kulkarni',
    '919000000015',
    says('రోహన్ క్లాస్ ఎప్పుడు', /రోహన్|Rohan/s, meant('check_schedule', [['student', 'రోహన్']], { language: 'te' })),
    says('ఎన్ని క్లాసులు మిగిలాయి', /Rohan/s),
    says('ధన్యవాదాలు', /సంతోషం/s),
  ),
  scene(
    '10:20',
    'Vivek Gupta, father of two',
    '919000000016',
    says('classes left', /Ananya[\s\S]*Arjun|Arjun[\s\S]*Ananya/s),
    says('and for Arjun?', /Arjun/s),
    says('I will pay on Friday', /Friday|Fri/s, meant('payment_status', [['date', 'Friday']])),
    says('ok thanks', /welcome/is),
  ),
  scene(
    '10:35',
    'Ramesh Prasad',
    '919000000018',
    says('lakshmi attendance', /Lakshmi/s, meant('attendance_history', [['student', 'lakshmi']])),
    says('next class?', /Guitar/s, meant('check_schedule')),
  ),
  scene(
    '10:45',
    'a newcomer for the piano',
    '919000000201',
    says('Hi', /What can I do for you/s),
    says('do you teach piano', /Who are the classes for/s),
    says(
      'my daughter is 9, beginner',
      /Which days/s,
      meant('enrollment_inquiry', [
        ['age', '9'],
        ['level', 'beginner'],
      ]),
    ),
    says('weekend', /your child’s name/s, meant('enrollment_inquiry')),
    says('menu', /here is what I can do/s),
  ),
  scene(
    '11:00',
    'Nadeem Hussain',
    '919000000020',
    says('Zoya ka balance kitna hai', /Zoya/s),
    says('class timing batao', /Keyboard/s, meant('check_schedule', [], { language: 'hi' })),
    says(
      'hindi mein baat karo',
      /हिन्दी|हिंदी/s,
      meant('change_language', [['language', 'hi']], { language: 'hi' }),
    ),
    says('अगली क्लास कब है', /Keyboard|ज़ोया|Zoya/s, meant('check_schedule', [], { language: 'hi' })),
  ),
  scene(
    '11:15',
    'Harpreet Singh',
    '919000000021',
    says('kabir cannot come tomorrow', /Kabir Singh cannot come/s),
    confirms(says('yes', /Noted: Kabir Singh/s)),
    says('can we get a makeup for it', /Free seats for Kabir Singh/s, meant('makeup_request')),
    says('cancel', /Nothing was saved/s),
  ),
  scene(
    '11:30',
    'Pooja Verma',
    '919000000022',
    says(
      'is there class this week',
      /Ishaan|Piano|class/is,
      meant('check_schedule', [['date', 'this week']]),
    ),
    says('talk to someone', /office/is),
  ),
  scene(
    '11:40',
    'Nitin Sharma',
    '919000000023',
    says('how many classes left for Diya', /Diya/s),
    says('why', /Newest first/s, meant('classes_remaining')),
    says('send payment link', /Diya|pay|₹/is),
  ),
  scene(
    '11:50',
    'a newcomer for guitar, in Hindi',
    '919000000202',
    says('नमस्ते', /स्वागत|क्या|नमस्ते/s),
    says('मुझे गिटार सीखना है', /उम्र/s),
    says('12 साल', /संगीत सीखा/s, meant('enrollment_inquiry', [['age', '12']], { language: 'hi' })),
    says('बाद में बताता हूँ', /./s, meant('thanks', [], { language: 'hi' })),
    says('रद्द करो', /कुछ भी दर्ज नहीं/s),
  ),
  scene(
    '12:05',
    'Swathi Naidu',
    '919000000024',
    says(
      'vihaan next class eppudu',
      /Vihaan/s,
      meant('check_schedule', [['student', 'vihaan']], { language: 'te' }),
    ),
    says('fees entha kattali', /₹|fee|బాకీ|due|Vihaan/is, meant('payment_status', [], { language: 'te' })),
    says('telugu lo cheppandi', /తెలుగు/s),
    says(
      'రేపు క్లాస్ ఉందా',
      /Vihaan Naidu.*క్లాస్ లేదు/s,
      meant('check_schedule', [['date', 'రేపు']], { language: 'te' }),
    ),
  ),
  scene(
    '12:15',
    'Padma Rani',
    '919000000025',
    says(
      'saturday sai teja raadu',
      /Sai Teja/s,
      meant(
        'report_leave',
        [
          ['student', 'sai teja'],
          ['date', 'saturday'],
        ],
        { language: 'te' },
      ),
    ),
    confirms(says('avunu', /Noted: Sai Teja/s)),
  ),
  scene(
    '12:20',
    'the father of a former pupil',
    '919000000026',
    says('hello', /./s),
    says('what are the fees for drums', /₹/s, meant('enrollment_inquiry', [['instrument', 'drums']])),
  ),
  scene(
    '12:30',
    'Suresh Menon',
    '919000000028',
    says(
      'Nithya attendance this month',
      /Nithya Menon.*2 present/s,
      meant('attendance_history', [['student', 'Nithya']]),
    ),
    says(
      'is class there on Saturday',
      /Nithya Menon.*Sat 28 Nov/s,
      meant('check_schedule', [['date', 'Saturday']]),
    ),
    says('ok thank you', /welcome/is),
  ),
  scene(
    '12:40',
    'Kavitha Subramaniam',
    '919000000029',
    says('balance', /Harini/s, meant('classes_remaining')),
    says('I paid yesterday by gpay', /last paid/s, meant('payment_status')),
    says('thank u', /welcome/is),
  ),
  scene(
    '12:50',
    'a newcomer asks the way',
    '919000000203',
    says('where are you located', /12 Sangeet Marg/s),
    says('sunday open?', /Sun/s, meant('general_query', [['date', 'sunday']])),
    says('trial class?', /Which instrument/s),
    says('back', /here is what I can do/s),
  ),
  scene(
    '13:00',
    'Ayesha Begum',
    '919000000030',
    says('faizan ki class kab hai', /Faizan/s),
    says('what happens if he misses a class', /makeup class/s, meant('general_query')),
    says('shukriya', /welcome/is),
  ),
  scene(
    '13:10',
    'Rita Fernandes',
    '919000000031',
    says('Tara is not well and will miss tomorrow', /Tara Fernandes cannot come/s),
    confirms(says('yes', /Noted: Tara Fernandes/s)),
    says('when is the class after that', /Tara Fernandes.*next classes/s, meant('check_schedule')),
  ),
  scene(
    '13:20',
    'Mona Agarwal',
    '919000000032',
    says('fees', /Yash Agarwal/s, meant('payment_status')),
    says(
      'yash ki attendance dikhao',
      /Yash/s,
      meant('attendance_history', [['student', 'yash']], { language: 'hi' }),
    ),
  ),
  scene(
    '13:30',
    'Srinivas Rao',
    '919000000033',
    says(
      'భవ్య ఈరోజు క్లాస్ ఉందా',
      /Bhavya|భవ్య/s,
      meant(
        'check_schedule',
        [
          ['student', 'భవ్య'],
          ['date', 'ఈరోజు'],
        ],
        { language: 'te' },
      ),
    ),
    says('ఫీజు ఎంత బాకీ ఉంది', /Bhavya Sri/s),
    says('మెనూ', /చేయగలను/s),
  ),
  scene(
    '13:40',
    'Anil Chowdary',
    '919000000035',
    says('when are the Trinity exams', /Trinity graded exams/s),
    says('neha classes left', /Neha/s),
    says('stop', /will not write to you/s),
    says('start', /may write to you again/s),
  ),
  scene(
    '13:50',
    'Hetal Patel',
    '919000000036',
    says('drums class kab hai', /Drums|Rishi/s),
    says('cricket score kya hai', /only help/s),
    says('help', /shows what I can do/s),
  ),
  scene(
    '14:00',
    'Rohit Kapoor',
    '919000000037',
    says('samaira ki kitni classes baki hai', /Samaira/s),
    says('link bhejo', /Samaira|pay|₹/is),
  ),
  scene(
    '14:15',
    'a newcomer with a small child',
    '919000000204',
    says('hi i want to join keyboard class for my 6 year old son', /musical training/s),
    taps('Complete beginner', /Which days/s),
    says('menu', /here is what I can do/s),
  ),
  scene(
    '14:25',
    'a newcomer who only looks around',
    '919000000205',
    says('hello', /What can I do for you/s),
    says('which instruments do you teach', /Guitar/s, meant('enrollment_inquiry')),
    says('guitar fees?', /₹2,200 for 8 classes/s),
    says('cancel', /Nothing was saved/s),
  ),
  scene(
    '14:40',
    'a newcomer in a hurry',
    '919000000206',
    says('do you have violin on weekends for adults', /how old/is),
    says('talk to someone', /passed this on to the office/s),
  ),
  scene(
    '15:00',
    'a newcomer, in Telugu letters',
    '919000000207',
    says('నమస్కారం', /మీకు ఎలా సహాయం చేయగలను/s),
    says('మీ స్కూల్ ఎక్కడ ఉంది?', /12 Sangeet Marg/s),
    says('థాంక్స్', /సంతోషం/s),
  ),
  scene(
    '15:05',
    'a newcomer who asks for fees',
    '919000000209',
    says(
      'tabla ki fees kitni hai',
      /₹/s,
      meant('enrollment_inquiry', [['instrument', 'tabla']], { language: 'hi' }),
    ),
    says('cancel', /Nothing was saved/s),
    says('what is your address', /12 Sangeet Marg/s),
  ),
  scene(
    '15:10',
    'a newcomer who is only polite',
    '919000000210',
    says('good afternoon', /What can I do for you/s),
    says('sorry, I have to think about it', /./s, meant('thanks')),
    says('thanks', /welcome/is),
  ),
  scene(
    '15:15',
    'a wrong number',
    '919000000208',
    says('who won yesterdays match', /only help/s),
    says('thanks', /welcome/is),
  ),
  scene(
    '15:30',
    'Imran Khan, teacher',
    '919000000003',
    says(
      'aaj ka schedule batao',
      /No classes on Tue 24 Nov/s,
      meant('check_schedule', [['date', 'aaj']], { language: 'hi' }),
    ),
    says('kal meri class kab hai', /Tabla/s),
    says('on leave 4th december', /4 Dec/s),
    says('no', /nothing was noted/s),
  ),
  scene(
    '16:30',
    'Priya Raman, teacher and mother',
    '919000000001',
    says('todays classes', /Keyboard/s, meant('check_schedule', [['date', 'todays']])),
    says('advik classes left', /Advik/s),
  ),
  scene(
    '18:02',
    'Rahul Deshpande, teacher',
    '919000000002',
    says('Mark attendance', /Guitar 5:00 pm.*who came/s),
    says('all present except Sarah and John', /Sarah/s),
    says('Aditya Rao was also absent', /8 present, 2 absent, 1 excused/s),
    confirms(says('yes', /Saved.*8 present, 2 absent .Aditya Rao, John Mathew., 1 excused .Sarah Thomas/s)),
    says('thanks', /welcome/is),
  ),
  scene(
    '18:05',
    'Priya Raman, after class',
    '919000000001',
    says('keyboard 5pm everyone came', /Keyboard 5:00 pm/s),
    confirms(taps('Yes', /Saved/s)),
    confirms(says('undo', /Undone/s)),
    says('keyboard 5pm: Sarah absent, rest present', /2 present, 0 absent, 1 excused/s),
    confirms(taps('Yes', /Saved.*1 excused .Sarah Thomas/s)),
  ),
  scene(
    '19:05',
    'Rahul Deshpande, after the late class',
    '919000000002',
    says('guitar late batch all present', /Guitar/s),
    says('Kabir nahi aaya', /5 present, 1 absent/s),
    confirms(says('haan', /Saved.*Kabir Singh/s)),
    says('who was absent today', /Kabir Singh/s, meant('attendance_history', [['date', 'today']])),
  ),
  scene(
    '19:20',
    'the office',
    '919000000006',
    says('usage today', /plain rules/s),
    says('details of Sarah Thomas', /Sarah Thomas/s),
    says('leads', /lead/is),
    says(
      'who was absent today in guitar',
      /Kabir Singh/s,
      meant('attendance_history', [
        ['date', 'today'],
        ['instrument', 'guitar'],
      ]),
    ),
    says('classes left for Zoya Fatima', /Zoya Fatima/s),
    says('menu', /here is what I can do/s),
  ),
  scene(
    '19:40',
    'Mathew Thomas, in the evening',
    '919000000009',
    says(
      'Sarah ki attendance dikhao',
      /Sarah/s,
      meant('attendance_history', [['student', 'Sarah']], { language: 'hi' }),
    ),
    says(
      'can she come on sunday instead',
      /Which class of Sarah Thomas/s,
      meant('makeup_request', [['date', 'sunday']]),
    ),
    says('cancel', /Nothing was saved/s),
  ),
  scene(
    '20:00',
    'Sunitha Rao, in the evening',
    '919000000007',
    says(
      'was aditya absent today',
      /✗ .Aditya Rao. was absent: Guitar, Tue 24 Nov/s,
      meant('attendance_history', [
        ['student', 'aditya'],
        ['date', 'today'],
      ]),
    ),
    says('thanks for telling', /welcome/is, meant('thanks')),
  ),
];
