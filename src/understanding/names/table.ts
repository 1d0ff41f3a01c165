import { soundKey } from '../text/sound.js';

// Nicknames and short forms that are not simply the beginning of the name. Left what is typed, right the names.
const NICKNAMES =
  'addy:aditya,adithya|adi:aditya,adithya,aditi|sari:sarah|sally:sarah|joe:joseph|joey:joseph|jo:joseph,joanna|johnny:john,johnathan|jonny:john,jonathan|jon:john,jonathan|md:mohammed|mohd:mohammed|mohammad:mohammed|muhammad:mohammed|muhammed:mohammed|mohamed:mohammed|mohamad:mohammed|mo:mohammed|sam:samuel,samaira,samantha,sameer,samir,samara|sammy:samuel,samaira|alex:alexander|liz:elizabeth|beth:elizabeth|tom:thomas|tommy:thomas|vicky:vikram,vikas,victoria|bobby:robert|rob:robert|mike:michael|mick:michael|nick:nicholas|chris:christopher,christina,christine|tony:anthony,antony|bill:william|will:william|kate:katherine,catherine|kathy:katherine,catherine|maggie:margaret|meg:meghana,megha|sid:siddharth,siddhartha|siddhu:siddharth,siddhartha|abhi:abhishek,abhinav,abhiram,abhijit|ani:anirudh,aniket,anika,anish|laxmi:lakshmi|lucky:lakshmi,lakshman,lakshya|manu:manish,manoj,manohar|raju:rajesh,rajendra,rajkumar|viru:virendra|krish:krishna|kittu:krishna|kanna:krishna|chinni:chinmayi|anu:anuradha,anusha,anushka,anupama|annie:ann,anna,anne,ananya|priyu:priya,priyanka|ishu:ishaan,ishan,isha,ishita|arju:arjun|rohu:rohan,rohit|kabu:kabir|bhavu:bhavya|zo:zoya|di:diya|teju:teja,tejaswi,tejas|charu:charan,charulata|vishu:vishal,vishnu,vishwanath|nithu:nithya,nitya|harry:harini,hari,harish|faizu:faizan|neh:neha|yashu:yash,yashwanth,yaswanth|rish:rishi,rishabh|advi:advik,advika|shivu:shiva,shivani|venky:venkat,venkatesh,venkata|balu:balaji,balakrishna,balasubramanyam|subbu:subramaniam,subramanyam,subrahmanyam|gopi:gopal,gopinath,gopikrishna|murali:muralidhar|srini:srinivas,srinivasan|vasu:vasudev,srinivas|sri:srinivas,sridevi,sriram|pallu:pallavi|sindhu:sindhuja|vaishu:vaishnavi|keerthi:keerthana|dips:deepika,deepa,deepak|nandu:nandini,nanda,nandan|kavi:kavitha,kavya,kavin|jaanu:janhavi,jahnavi,janaki|pari:parineeta,paridhi';

/** Sound of the nickname → sounds of the names it may stand for. */
export const nicknames: ReadonlyMap<string, readonly string[]> = new Map(
  NICKNAMES.split('|').map((entry) => {
    const [nick = '', names = ''] = entry.split(':');
    return [soundKey(nick), names.split(',').map(soundKey)] as const;
  }),
);

// Common first names. Someone who types one of these means that name and not a slip of one that is near it:
// Kiran is not Karan, Arun is not Arjun, Rohan is not Roshan.
const COMMON =
  'aadhya aadi aarav aarohi aarti aarush abdul abhay abhijit abhinav abhiram abhishek adarsh aditi aditya adnan adil advait advik ahmed aisha aishwarya ajay ajit akash akhil akhila akshay akshara alia ali alina alok aman amar amina amir amit amita amol amrita anand ananya angel anika aniket anil anirudh anish anita anjali anju ankit ankita anna anoop anu anuj anupama anuradha anusha anushka anvi anya aparna arav archana arha arjun arman armaan arnav arpita arun aruna arvind arya aryan asha ashish ashok ashwin ashwini asif atharv avani avi avinash avni ayaan ayesha ayush balaji bharat bharath bhavana bhavani bhavesh bhavya bina chaitanya chandana chandra charan charvi chetan chinmay chitra daniel darshan david deepa deepak deepika deepti dev devansh devi devika dhanush dharma dheeraj dhruv dia dilip dinesh divya diya durga ekta elena emma esha faisal faiz faizan farah farhan fatima ganesh gaurav gauri gautam gayatri george girish gita gopal govind gowri hamsa hana hari harika harini harish harsh harsha harshini harshita hema hemant hina hiba ibrahim imran indira ira irfan isha ishan ishaan ishita ishani jacob jahnavi jai james janaki janvi jason jatin jaya jayant jeevan jennifer jessica jia joan john jyoti jyothi kabir kajal kamal kamala kanika kapil karan karthik kartik karthika karuna kavita kavitha kavya keerthana keerthi ketan khushi kiara kiran kirti kishore komal krishna kriti kruthi kumar kunal kusum lakshmi lakshman lalit lalita lata lavanya leela lekha lina lokesh madhav madhavi madhu madhuri mahesh mahi maira malik malini mamta manasa manasi manav manish manisha manoj mansi maria mariam mark mary mathew maya mayank meena meenakshi meera megha meghana michael mihir milan mina mira misha mohammed mohan mohini mohit mona monika mukesh murali myra nadia naina nakul nandini nandita naveen navya nayan neel neela neelam neeraj neeta neha nehal nidhi nikhil nikita nila nimisha nina niraj nisha nishant nitin nitish nitya nithya noor omar padma pallavi pankaj parth parvati pavan pavani pawan payal peter pooja prabha prabhu prachi pradeep pragati prakash pramod pranav pranavi pranita prasad prasanna prashant prateek pratik praveen preeti prem prisha priti priya priyanka puja punit radha raghav raghu rahul raj raja rajan rajat rajeev rajendra rajesh rajini raju rakesh rakhi ram rama raman ramesh ramya rana rani raihan ranjit rashmi ravi ravindra rehan rekha renu reshma reva ria richa rinku rishab rishi rita ritika ritu riya robert rohan rohini rohit roshan roshni ruchi rukmini rupa ruth saanvi sachin sagar sahana sahil sai saira saisha salman sam samaira samar samarth sameer samir samuel sana sandeep sandhya sangeeta sanika sanjana sanjay sanjeev santosh sanvi sara sarah saranya sarita saritha sathvik satish satya saurabh sebastian seema shaan shabana shahid shaila shalini shankar shanti sharad sharath shashi shaurya sheela shekhar shilpa shiv shiva shivam shivani shlok shobha shraddha shravan shreya shruti shubham shweta siddharth simran sindhu sita smita smriti sneha sohail sohan somya sonal soni sonia soumya sravani sravya sreeja sri srikanth srinivas srinidhi stella subhash sudha sudhir suhana sujata suman sumit sunil sunita supriya suraj suresh surya sushma swapna swara swati swathi sweta syed tanisha tanmay tanu tanvi tanya tara tarak tarun tej teja tejas tejaswini thomas tina trisha tushar uday uma urmila usha utkarsh vaibhav vaishnavi vamsi vani vansh varsha varun vasudha veda vedant veena venkat venkatesh vidya vihaan vijay vijaya vikas vikram vimal vinay vinita vinod vipul viraj virat vishal vishnu vivaan vivek yamini yash yashwanth yogesh yusuf zaara zain zainab zara zeeshan zoya zubin';

export const commonNames: ReadonlySet<string> = new Set(COMMON.split(' ').map(soundKey));

// Surnames that are words or first names too ("Reddy" sounds like ready): after a first name they belong to it.
const SURNAMES =
  'reddy rao sharma gupta khan kumar singh iyer iyengar nair menon pillai jain shah patel verma varma bhatia joshi das bose naidu chary goud thomas mathew joseph ansari shaikh sheikh syed siddiqui qureshi ali begum fernandes dsouza pinto george varghese kulkarni deshpande desai mehta agarwal aggarwal bansal mishra tiwari pandey dubey yadav chowdary choudhary chaudhary raju varshney kapoor khanna malhotra arora sethi gandhi mukherjee banerjee chatterjee ghosh sen roy paul raman subramaniam krishnan murthy sastry bhat shetty hegde kamath pai gowda swamy goswami trivedi dave parikh rathore chauhan rajput bhargava saxena srivastava mathur prasad latha kumari devi';

export const surnames: ReadonlySet<string> = new Set(SURNAMES.split(' ').map(soundKey));

// Taken off before and after names: "Sarah garu", "Rahul sir", "baby Anika", "Mary ji".
export const honorifics: ReadonlySet<string> = new Set(
  'garu gaaru ji jee anna akka sir madam maam mam miss mr mrs ms master baby babu bhai bhaiya didi beta beti bro sis uncle aunty auntie thalli nanna papa chinna student kid pupil గారు అన్న అక్క సార్ బాబు పాప मैडम सर जी भाई दीदी बेटा बेटी'
    .split(' ')
    .map(soundKey),
);

// Case endings that are written together with a name in Telugu and sometimes in Hindi: సారాకి, Sarahki.
// The weak ones also end names (Shivani is not Shiva), so they count only in Telugu and Hindi letters.
export const CASE_ENDINGS = {
  strong: ['ki', 'ku', 'ko', 'ke', 'ne', 'gari', 'garu'],
  weak: ['ni', 'nu', 'lo', 'to', 'u'],
} as const;
