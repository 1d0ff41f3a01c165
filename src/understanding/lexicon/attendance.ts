/** Words of registers. Phrases are split by "|" and compared by sound; a final * stands for any ending. */
export const ATTENDANCE_WORDS = {
  present:
    'present|presnt|prsnt|prasent|prezent|presented|presence|attended|there|were their|was their|here|in class|on time|late|came late|upasthit|hazir|haazir|hajir|hajar|haajar|hajaru|haajaru|haajarayyaru|hajarayyaru|unnaru|unnadu|undi|unnaaru|vunnaru|vunnadu|vundi|✅|✔|✓|☑|👍|उपस्थित|हाजिर|हाज़िर|मौजूद|प्रेजेंट|प्रेज़ेंट|హాజరు|హాజర*|ప్రెజెంట్|ప్రజెంట్|ఉన్నారు|ఉన్నాడు|ఉంది|ఉన్నది',
  come: 'cum|cumin|comin|came|come|comes|coming|cam|caem|cme|showed up|show up|shown up|turned up|turn up|made it|arrived|reached|joined|joined class|aaya|aayi|aaye|aai|aae|aya|ayi|aye|aagaya|aagayi|aagaye|aa gaya|aa gayi|aa gaye|aaya tha|aayi thi|aaye the|aaye hain|aaye hai|aaya hai|aayi hai|aate|aata|aati|aa rahe|pahuncha|pahunche|vach*|vacch*|vocha*|vostunn*|attend|attend kiya|attend kiye|attend kiye hain|attend chesaru|attend chesadu|attend chesindi|attend ayyaru|attend ayyadu|attend ayindi|आया|आयी|आई|आए|आये|आया था|आई थी|आए थे|आए हैं|आ गए|आ गया|आ गई|पहुंचे|వచ్చ*|అటెండ్ అయ్యారు',
  will_come:
    'aayega|aayegi|aayenge|ayega|ayegi|ayenge|aaunga|aaungi|aa paunga|aa paungi|aa payega|aa payegi|aa payenge|aa sakta|aa sakti|aa sakte|vastadu|vastundi|vastaru|vastanu|vastam|vastha*|आएगा|आएगी|आएंगे|आयेगा|आयेगी|आऊंगा|आऊंगी|आ पाएगा|आ पाएगी|आ पाऊंगा|आ पाऊंगी|आ सकता|आ सकती|आ सकते|వస్తా*|వస్తుం*',
  absent:
    'absent|absnt|abscent|absant|absentee|absentees|absents|abset|abs|abst|missing|missed|miss|on leave|leave|leave lo|leave pe|leave par|leave lo unnaru|chutti|chutti pe|chutti par|chhutti pe|bunk|bunked|skipped|no show|noshow|away|not well|sick|ill|unwell|fever|gairhazir|gair hazir|gairhajir|anupasthit|raledu|raaledu|raledhu|raaledhu|raaledandi|raledandi|rale|raale|raledu andi|raadu|radu|raaru|raru|raleru|raaleru|ravatledu|ravatledhu|ravadam ledu|vachaledu|vacha ledu|garhajaru|gairhajaru|❌|✖|✗|✘|👎|❎|अनुपस्थित|गैरहाजिर|गैर हाजिर|ग़ैरहाज़िर|एब्सेंट|अब्सेंट|ऐब्सेंट|छुट्टी पर|लीव पर|छुट्टी|రాలేదు|రాలే|రాలేరు|రాలేదండి|రాదు|రాడు|రారు|రావట్లేదు|రావడం లేదు|ఆబ్సెంట్|అబ్సెంట్|ఆబ్సెంటు|గైర్హాజరు|గైరుహాజరు|సెలవు|సెలవులో|లీవ్|లీవ్ లో',
  neg: "not|no|nt|dint|didnt|didn't|did not|didnot|did nt|didn t|wasn't|wasnt|was not|were not|weren't|werent|isn't|isnt|is not|aren't|arent|hasn't|hasnt|has not|haven't|havent|have not|don't|dont|do not|doesn't|doesnt|could not|couldn't|couldnt|can't|cant|cannot|won't|wont|will not|never|nahi|nahin|nahee|nai|nhi|nehi|nahi hai|nahi tha|nahi thi|nahi the|mat|ledu|ledhu|ledandi|leru|leranu|ledu andi|lera|kadu|kaadu|kaledu|kaaledu|नहीं|नही|मत|नहीं है|नहीं था|नहीं थी|नहीं थे|లేదు|లేరు|లేడు|కాదు|కాలేదు|కాలే",
  did: 'did|ok|okay|yes|yep|haan|avunu|tha|thi|the|hai|hain|था|थी|थे|है|हैं',
  all: 'all|everyone|everybody|every one|every body|evry one|evryone|evrybody|every1|everyon|al|all of them|all the students|all students|sabko|sab ko|sabhi ko|सबको|सभी को|andariki|andarini|andarni|అందరికీ|అందరినీ|అందరిని|all kids|all the kids|all children|all of us|full class|whole class|entire class|full batch|whole batch|complete batch|sab|sabhi|sb|sab log|sab bachche|sab bacche|sare|saare|saare bachche|sabke sab|sab ke sab|poora batch|poori class|puri class|pura batch|andaru|andharu|andaroo|andaru pillalu|pillalu andaru|motham|mottam|motham andaru|students andaru|antha mandi|सब|सभी|सारे|सारे बच्चे|सब बच्चे|सभी बच्चे|पूरी क्लास|पूरा बैच|सब लोग|అందరూ|అందరు|మొత్తం|పిల్లలందరూ|పిల్లలు అందరూ|విద్యార్థులందరూ|మొత్తం అందరూ',
  all_came:
    'antha vacharu|anta vacharu|anta vachesaru|అంతా వచ్చారు|full attendance|full attendence|full strength|full house|house full|100 percent|100 attendance|cent percent|फुल अटेंडेंस|पूरी हाजिरी|ఫుల్ అటెండెన్స్|poori haziri',
  none: 'nobody|no one|noone|no body|none|none of them|no student|no students|no kids|not a single|not one|zero|nil',
  any: 'koi|koi bhi|kisi|kisi ne|evaru|evaru kuda|evvaru|evaroo|okkaru kuda|okkaru|anyone|anybody|any one|कोई|कोई भी|किसी|ఎవరూ|ఎవరు|ఒక్కరు|ఒక్కరూ|ఎవ్వరూ',
  except_pre:
    'except|excpt|exept|xcept|xcpt|except for|expect|exccept|excluding|exclude|excluded|other than|apart from|aside from|barring|besides|but not|minus|without|all but not|leaving|siwaye|siway',
  except_post:
    'ko chhod kar|ko chhodkar|ko chod kar|chhod kar|chhodkar|chodkar|chod kar|chhod ke|chhodke|chod ke|chodke|ko chhod|ko chhod ke|ko chhodke|chhod|ke alawa|ke alava|alawa|ke siva|ke sivay|ke sivaye|ke siwa|ke siway|ke bina|ke bagair|ke except|ko except karke|tappa|thappa|tappaa|tappinchi|tappiste|tappithe|tapinchi|kakunda|kaakunda|minaha|minahaga|को छोड़कर|छोड़कर|को छोड़ कर|छोड़ कर|को छोड़ के|छोड़ के|के अलावा|अलावा|के सिवा|के सिवाय|के बिना|తప్ప|తప్పించి|తప్పితే|మినహా|కాకుండా|తప్పా',
  only: 'only|just|sirf|keval|bas|matrame|matramey|mathrame|matram|okkade|okkate|सिर्फ|सिर्फ़|केवल|बस|मात्र|మాత్రమే|మాత్రం|ఒక్కడే|ఒక్కతే',
  rest: 'rest|the rest|rest all|rest of them|rest everyone|rest of the class|all others|all other|others|other students|other all|remaining|remaining all|all remaining|remaining students|everyone else|everybody else|all the rest|balance all|baaki|baki|baaki sab|baki sab|baki sabhi|baaki sabhi|baaki saare|baki sare|baaki log|baki ke|migatha|migata|migatavallu|migathavallu|migatha vallu|migata vallu|migatha varu|migatha andaru|migata andaru|migilina|migilina vallu|migilinavallu|migilinavaru|बाकी|बाक़ी|बाकी सब|बाकी सभी|बाकी सारे|మిగతా|మిగతావాళ్ళు|మిగతావాళ్లు|మిగతా వాళ్ళు|మిగతా వాళ్లు|మిగతా అందరూ|మిగతావారు|మిగతా వారు|మిగిలిన|మిగిలిన వాళ్ళు|మిగిలిన వాళ్లు|మిగిలిన వారు|మిగిలినవారు|మిగిలిన అందరూ|మిగిలిన వారంతా',
  also: 'also|too|as well|aswell|bhi|kuda|kooda|भी|కూడా',
  neither: 'neither|na to|na toh|न तो',
  and: 'and|nor|n|nd|aur|or|plus|mariyu|inka|और|एवं|तथा|व|మరియు|ఇంకా|&|+',
  but: 'but|bt|lekin|magar|par|kani|kaani|लेकिन|मगर|पर|కానీ|కాని',
  both: 'both|dono|donon|iddaru|teeno|mugguru|दोनों|दोनो|ఇద్దరూ|ఇద్దరు',
  cancelled:
    'cancelled|canceled|cancel|cancl|cancle|canceld|cancelld|called off|no class|no classes|class off|postponed|radd|raddu|class nahi hui|class nahi hua|class nahi thi|class nahi li|class nahi hogi|class ledu|class leda|class cheyaledu|class cheppaledu|class pettaledu|class jaragaledu|रद्द|कैंसिल|कैंसल|क्लास नहीं हुई|क्लास नहीं थी|क्लास नहीं ली|రద్దు|క్యాన్సిల్|క్లాస్ లేదు|క్లాస్ జరగలేదు|క్లాసు జరగలేదు|క్లాస్ తీసుకోలేదు|క్లాస్ చెప్పలేదు',
  not_held:
    "not held|was not held|not conducted|wasn't conducted|not taken|didn't happen|did not happen|didnt happen|not happened|did not take place|didn't take place|did not take class|nahi hui|nahi hua|nahi li|nahi ho payi|jaragaledu|jarigaledu|jarugaledu|teesukoledu|tisukoledu|नहीं हुई|नहीं हुआ|नहीं ली|नहीं हो पाई|జరగలేదు|జరుగలేదు|తీసుకోలేదు",
  makeup:
    'makeup|make up|make-up|mkup|makup|makeups|compensation|compensatory|compensate|comp class|extra class|extra classes|extra session|additional class|replacement class|adjustment class|मेकअप|एक्स्ट्रा क्लास|अतिरिक्त क्लास|మేకప్|ఎక్స్ట్రా క్లాస్|అదనపు క్లాస్',
  missed:
    'missed|miss hui|miss ho gayi|miss ho gaya|miss hogayi|miss ayyindi|miss ayindi|miss ayina|miss aina|miss ayyam|chhoot gayi|chhoot gaya|chhooti|chhooti hui|chhuti hui|chut gayi|छूटी|छूटी हुई|छूट गई|छूट गयी|मिस हुई|मिस हो गई|మిస్ అయిన|మిస్ అయింది|మిస్ అయ్యింది|మిస్ అయ్యాం|missed class|missed the class|class missed|lost class|class lost',
  reschedule:
    'reschedule|rescheduled|re schedule|shift|shifted|postpone|prepone|another day|other day|different day|some other day|another batch|other batch|different batch|another time|different time|vere roju|inko roju|vere time|vere batch|dusre din|doosre din|kisi aur din|dusre batch|dusri batch|దూసరే రోజు|వేరే రోజు|ఇంకో రోజు|दूसरे दिन|किसी और दिन|दूसरी बैच|pedatara|pedtara|pettagalara|పెడతారా|పెట్టగలరా|come instead|adjust|adjusted|compensated',
  toggle:
    'swap|swapped|switch|change|interchange|exchange|flip|toggle|reverse|ulta|badlo|badal do|badal|marchu|maarchu|marchandi|अदला बदली|बदलो|बदल दो|మార్చు|మార్చండి',
  instead: 'instead of|instead|in place of|ki jagah|ke badle|badulu|की जगह|के बदले|బదులు',
  override: 'override|over ride|overrule|ओवरराइड|ఓవర్‌రైడ్',
  attendance:
    'attendance|attendence|attndance|attandance|attendnce|atendance|atendence|attendace|attendanc|attd|attn|haziri|hazri|haajri|hajri|register|roll call|rollcall|हाजिरी|हाज़िरी|उपस्थिति|अटेंडेंस|अटेंडेन्स|అటెండెన్స్|అటెండన్స్|హాజరు|హాజరీ',
} as const;
