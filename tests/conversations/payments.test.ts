import { describe, expect, test } from 'vitest';
import { paymentPromises } from '../../db/schema/bot.js';
import { feeStructures, students } from '../../db/schema/school.js';
import type { Link } from '../../dev/razorpay/entities.js';
import { copyFor } from '../../src/copy/index.js';
import { LANGUAGES } from '../../src/understanding/intent.js';
import { LIMITS } from '../../src/whatsapp/reply.js';
import { VIVEK, idOf, instrumentId, links, moneyNotices, paid } from '../payments/support.js';
import { RAZORPAY_ENV, useRazorpay } from '../support/razorpay.js';
import { useWorld } from '../support/world.js';

const world = useWorld({ env: RAZORPAY_ENV });
const razorpay = useRazorpay(world);
const db = () => world.database.db;
const vivek = () => world.chat(VIVEK);
/** Suresh Menon, whose daughter Nithya learns the guitar and nothing else. */
const SURESH = '919000000028';
const suresh = () => world.chat(SURESH);

const promised = async () => {
  const rows = await db().select().from(paymentPromises);
  return rows.map((p) => p.promisedFor);
};

describe('Suresh, whose daughter learns the guitar', () => {
  test('sees what is due and when he paid last', async () => {
    expect(await suresh().says('how much fees is due?')).toBe(
      '*Nithya Menon*\n• Guitar: 6 classes left, next payment due Sat 28 Nov\n   fee: 8 classes ₹2,200, 24 classes ₹5,400\n   last paid: ₹2,100 on Wed 28 Oct\n[Pay now]\n[I’ll pay later]',
    );
  });

  test('pays by typing: package, Yes, and the link as a button', async () => {
    const list = await suresh().says('I want to pay the fees');
    expect(list).toBe(
      '*Nithya Menon, Guitar*: which would you like?\n[8 classes · ₹2,200]\n[24 classes · ₹5,400]',
    );
    expect(await suresh().says('monthly')).toBe(
      '*Nithya Menon, Guitar*: 8 classes (monthly), *₹2,200*.\n\nShall I make the payment link?\n[Yes]\n[Another one]\n[No]',
    );
    expect(razorpay.calls).toEqual([]);
    expect(await suresh().says('yes')).toContain(
      '*Nithya Menon, Guitar*: 8 classes, *₹2,200*.\n\nTap the button to pay; the link is open until Fri 27 Nov.',
    );
    expect(razorpay.links).toHaveLength(1);
    expect(JSON.stringify(suresh().last())).toContain(razorpay.links[0]?.short_url);
    expect(JSON.stringify(suresh().last())).toContain('Pay ₹2,200');
    expect(await links(db())).toEqual(['Guitar 8 220000 open']);

    await razorpay.pay(razorpay.links[0] as Link);
    expect(suresh().hears()).toContain('Received, thank you: ₹2,200 for Nithya Menon, Guitar, 8 classes.');
    expect(suresh().hears()).toContain('now has 14 Guitar classes left');
    expect(await paid(db())).toHaveLength(1);
    expect(await suresh().says('fees due?')).toContain('last paid: ₹2,200 on Tue 24 Nov');
  });

  test('by tapping alone', async () => {
    await suresh().says('menu');
    await suresh().taps('Fees and payment');
    await suresh().taps('Pay now');
    await suresh().taps('8 classes · ₹2,200');
    await suresh().taps('Another one');
    await suresh().taps('24 classes · ₹5,400');
    await suresh().taps('Yes');
    expect(await links(db())).toEqual(['Guitar 24 540000 open']);
  });

  test('by numbers alone', async () => {
    await suresh().says('pay fees');
    await suresh().says('2');
    await suresh().says('1');
    expect(await links(db())).toEqual(['Guitar 24 540000 open']);
  });

  test('a second Yes, an old Yes and the wish for the link all bring the same link', async () => {
    await suresh().says('pay fees');
    await suresh().says('monthly');
    const asked = suresh().last()?.id;
    await suresh().taps('Yes');
    expect(await suresh().taps('Yes', asked)).toContain('Here is your link again.');
    world.clock.set(60);
    expect(await suresh().taps('Yes', asked)).toContain('Here is your link again.');
    expect(await suresh().says('send me the payment link')).toContain('Here is your link again.');
    expect(razorpay.links).toHaveLength(1);
  });

  test('changes his mind: the link that is open is closed for the other one', async () => {
    await suresh().says('pay fees');
    await suresh().says('monthly');
    await suresh().says('yes');
    await suresh().says('pay fees quarterly');
    expect(suresh().hears()).toContain('The link for ₹2,200 that is open now will be closed.');
    await suresh().says('yes');
    expect(razorpay.links.map((l) => `${l.amount} ${l.status}`)).toEqual([
      '220000 cancelled',
      '540000 created',
    ]);
  });

  test('says No, and no link is made', async () => {
    await suresh().says('pay fees');
    await suresh().says('monthly');
    expect(await suresh().says('no')).toBe('All right, no link was made. Write *pay* whenever you like.');
    expect(razorpay.links).toEqual([]);
  });

  test('is asked again when the fee changed before his Yes', async () => {
    await suresh().says('pay fees');
    await suresh().says('monthly');
    await db().update(feeStructures).set({ feeAmount: '2500.00' });
    expect(await suresh().says('yes')).toContain('The fee is another one by now, so I made no link yet.');
    expect(suresh().hears()).toContain('*₹2,500*');
    await suresh().says('yes');
    expect(await links(db())).toEqual(['Guitar 8 250000 open']);
  });

  test('hears kindly that Razorpay does not answer, and gets the one link a little later', async () => {
    await suresh().says('pay fees');
    await suresh().says('monthly');
    const asked = suresh().last()?.id;
    razorpay.trouble.push('lost', 'down');
    expect(await suresh().says('yes')).toBe(
      'Nithya Menon, Guitar: ₹2,200. The link cannot be made just now. Nothing was charged; please try again in a few minutes.',
    );
    expect(await suresh().taps('Yes', asked)).toContain('Tap the button to pay');
    expect(razorpay.links).toHaveLength(1);
  });

  test('says that he has paid before Razorpay has told us: it is looked up and booked', async () => {
    await suresh().says('pay fees');
    await suresh().says('monthly');
    await suresh().says('yes');
    razorpay.deliver = false;
    await razorpay.pay(razorpay.links[0] as Link);
    expect(await suresh().says('I have paid the fees')).toContain(
      'Received, thank you: ₹2,200 for Nithya Menon',
    );
    expect(await paid(db())).toHaveLength(1);
    expect(await moneyNotices(db())).toEqual([]);
    const [event] = razorpay.events;
    if (event) await razorpay.send(event);
    expect(await paid(db())).toHaveLength(1);
  });

  test('asks what became of his link: failed, then run out', async () => {
    await suresh().says('pay fees');
    await suresh().says('monthly');
    await suresh().says('yes');
    await razorpay.fail(razorpay.links[0] as Link);
    expect(await suresh().says('fees due?')).toContain(
      'the payment of ₹2,200 did not go through; if your bank',
    );
    await razorpay.expire(razorpay.links[0] as Link);
    expect(await suresh().says('fees due?')).toContain(
      'the link for ₹2,200 has run out; nothing was paid on it',
    );
  });
});

describe('Vivek, who has two children and three classes to pay for', () => {
  test('sees each of them, and is asked which one', async () => {
    const all = await vivek().says('fees due?');
    expect(all).toContain('*Ananya Gupta*\n• Drums:');
    expect(all).toContain('*Arjun Gupta*\n• Guitar: 18 classes left, next payment due Thu 28 Jan');
    expect(await vivek().taps('Pay now')).toBe(
      'What would you like to pay for?\n[Ananya · Drums]\n[Ananya · Violin]\n[Arjun · Guitar]',
    );
    expect(await vivek().says('violin')).toContain('*Ananya Gupta, Violin*: which would you like?');
  });

  test('is not asked when he names the child, and the usual package comes first', async () => {
    const list = await vivek().says('I want to pay for Arjun');
    expect(list).toContain(
      '*Arjun Gupta, Guitar*: which would you like?\n[24 classes · ₹5,400]\n[8 classes · ₹2,200]',
    );
    await vivek().says('cancel');
    expect(await vivek().says('pay drums fees monthly')).toContain(
      '*Ananya Gupta, Drums*: 8 classes (monthly), *₹2,600*.',
    );
  });
});

describe('"I’ll pay Friday"', () => {
  test('in full, and asking twice what is owed is no mistake', async () => {
    await vivek().says('fees due?');
    expect(await vivek().says('fees')).toMatch(/^\*Ananya Gupta\*/);
    expect(await vivek().says('I will pay on Friday')).toContain('Fri 27 Nov');
    expect(await promised()).toHaveLength(2);
  });

  test('is noted at once with the day it was taken for, and shown', async () => {
    expect(await suresh().says("I'll pay on Friday")).toBe(
      'Noted: you pay for Nithya Menon on Fri 27 Nov. No reminder comes before. Write *pay* for the link at any time.',
    );
    expect(await promised()).toEqual(['2026-11-27']);
    expect(await suresh().says('fees due?')).toContain('noted: you pay on Fri 27 Nov');
  });

  test('a later word takes the place of the earlier', async () => {
    await suresh().says("I'll pay on Friday");
    await suresh().says("I'll pay on Saturday");
    expect(await promised()).toEqual(['2026-11-28']);
  });

  test('of two children: for both, or for the one who is named', async () => {
    expect(await vivek().says("I'll pay on Friday")).toContain(
      'for Ananya Gupta and Arjun Gupta on Fri 27 Nov',
    );
    expect(await promised()).toHaveLength(2);
  });

  test('without a day it is asked for; a day that is over or far ahead is not taken', async () => {
    await suresh().says('fees due?');
    expect(await suresh().taps('I’ll pay later')).toContain('When would you like to pay?');
    expect(await suresh().says('30 june')).toContain('rather far ahead');
    expect(await suresh().taps('Wed 25 Nov')).toContain('Noted: you pay for Nithya Menon on Wed 25 Nov');
    expect(await promised()).toEqual(['2026-11-25']);
  });
});

describe('nobody pays for whom they do not speak', () => {
  test('a stranger and a teacher hear so honestly', async () => {
    expect(await world.chat('919000000002').says('fees due?')).toContain(
      'no pupil is on file with this number',
    );
    expect(razorpay.calls).toEqual([]);
  });

  test.each(['yes', 'pack', 'for', 'other'])('another family’s button (%s) opens nothing', async (action) => {
    const nithya = await idOf(db(), 'Nithya Menon');
    const guitar = await instrumentId(db(), 'Guitar');
    await vivek().says('hello');
    const id = `pay:${action}:${nithya}:${guitar}:8:220000`;
    const heard = await vivek().says({
      type: 'button_reply',
      id,
      title: 'x',
      replyTo: vivek().last()?.id ?? '',
    });
    expect(heard).toContain('That child is not on file with this number');
    expect(heard).not.toContain('₹');
    expect(razorpay.calls).toEqual([]);
  });

  test.each(['pay:yes', 'pay:yes:1:2:3:4', 'pay:on:yesterday', 'pay:pack:x:y:z', 'pay:what'])(
    'a button that is none (%s) does no harm',
    async (id) => {
      await suresh().says('hello');
      const title = 'x';
      expect(
        await suresh().says({ type: 'button_reply', id, title, replyTo: suresh().last()?.id ?? '' }),
      ).not.toBe('');
      expect(razorpay.calls).toEqual([]);
      expect(await promised()).toEqual([]);
    },
  );

  test('a pupil who left is not paid for, by an old button either', async () => {
    await suresh().says('pay fees');
    await suresh().says('monthly');
    const asked = suresh().last()?.id;
    await db().update(students).set({ isActive: false });
    expect(await suresh().taps('Yes', asked)).toContain('no pupil is on file');
    expect(razorpay.links).toEqual([]);
  });
});

describe('in other languages', () => {
  test('Hindi', async () => {
    await suresh().says('फीस भरनी है');
    expect(suresh().hears()).toContain('*Nithya Menon, Guitar*: कौन-सा चाहिए?');
    expect(await suresh().says('मासिक')).toContain('8 क्लासें (मासिक), *₹2,200*');
    expect(await suresh().says('हाँ')).toContain('भुगतान के लिए बटन पर टैप करें; लिंक शुक्र 27 नवंबर तक खुला है।');
    await razorpay.pay(razorpay.links[0] as Link);
    expect(await paid(db())).toHaveLength(1);
  });

  test('Telugu', async () => {
    await suresh().says('ఫీజు కట్టాలి');
    expect(suresh().hears()).toContain('*Nithya Menon, Guitar*: మీకు ఏది కావాలి?');
    expect(await suresh().says('నెలవారీ')).toContain('8 క్లాసులు (నెలవారీ), *₹2,200*');
    expect(await suresh().says('అవును')).toContain('చెల్లించడానికి బటన్ నొక్కండి');
    expect(razorpay.links).toHaveLength(1);
  });

  test('Hindi in Latin letters: a promise', async () => {
    await suresh().says('fees kal bhar dunga');
    expect(await promised()).toEqual(['2026-11-25']);
  });

  test.each(LANGUAGES)('%s: buttons and rows fit on WhatsApp', (language) => {
    const words = copyFor(language).payments;
    for (const key of ['payNow', 'payLater', 'show', 'yes', 'other', 'no'] as const)
      expect(words[key].length, key).toBeLessThanOrEqual(LIMITS.buttonTitle);
    expect(words.payButton(540_000).length).toBeLessThanOrEqual(LIMITS.linkLabel);
    expect(words.packageTitle({ classes: 24, amountPaise: 1_040_000 }).length).toBeLessThanOrEqual(
      LIMITS.rowTitle,
    );
    expect(words.menu.length).toBeLessThanOrEqual(LIMITS.rowTitle);
  });
});

test('a picture of a payment gets a kind word, and the question stays', async () => {
  await suresh().says('fees due?');
  const heard = await suresh().says({ type: 'image' });
  expect(heard).toContain('A payment through the link is seen by itself');
  expect(heard).toContain('[Pay now]');
});

describe('money that is not as it should be', () => {
  test.each([
    ['I paid yesterday by cash', 'I see no new payment yet.'],
    ['paid but not showing', 'I see no new payment yet.'],
    ['maine kal cash de diya', 'I see no new payment yet.'],
    ['डबल पेमेंट, पैसे दो बार कट गए', 'गड़बड़'],
    ['I was charged twice', 'something is not right with the payment'],
    ['wrong amount', 'something is not right with the payment'],
    ['can I pay in installments', 'A link is always for a whole package.'],
    ['డబ్బులు కట్టేశాను కానీ చూపించడం లేదు', 'కొత్త చెల్లింపు ఏదీ నాకు ఇంకా కనిపించడం లేదు.'],
  ])('“%s” is answered, and a person is offered', async (said, heard) => {
    const answer = await suresh().says(said);
    expect(answer).toContain(heard);
    expect(suresh().last()?.view.options[0]?.title).toMatch(/Talk to someone|बात|మాట్లాడండి/);
    expect(await links(db())).toEqual([]);
  });

  test('“have I paid for November?” is a question and no complaint', async () => {
    const answer = await suresh().says('have I paid for November?');
    expect(answer).toContain('last paid: ₹2,100');
    expect(answer).not.toContain('I see no new payment');
  });

  test('a payment that Razorpay knows of is found before a person is offered', async () => {
    await suresh().says('pay fees');
    await suresh().says('1');
    await suresh().says('yes');
    razorpay.deliver = false;
    await razorpay.pay(razorpay.links[0] as Link);
    expect(await suresh().says('I already paid but not showing')).toContain('Received, thank you: ₹2,200');
    expect(await paid(db())).toHaveLength(1);
  });

  test('the fee is told to whoever asks for it', async () => {
    expect(await suresh().says('how much for 24 classes')).toContain('24 classes ₹5,400');
    expect(await suresh().says('guitar 24 classes kitna hai')).toContain('24 classes ₹5,400');
    expect(await suresh().says('monthly')).toContain('8 classes (monthly), *₹2,200*');
    expect(await suresh().says('no')).toContain('no link was made');
  });
});

describe('after a link', () => {
  test('another package, no link after all, or the other child', async () => {
    await vivek().says('pay for Arjun');
    await vivek().says('monthly');
    expect(await vivek().says('yes')).toContain('*Arjun Gupta, Guitar*: 8 classes, *₹2,200*');
    expect(await vivek().says('cancel the link')).toContain(
      'the link for ₹2,200 closes by itself on Fri 27 Nov, and nothing is charged unless you pay on it',
    );
    expect(await vivek().says('send link again')).toContain('Here is your link again.');
    expect(await vivek().says('i want the quarterly one instead')).toContain(
      '24 classes (quarterly), *₹5,400*',
    );
    expect(await vivek().says('yes')).toContain('24 classes, *₹5,400*');
    expect(await vivek().says('and for Ananya violin')).toContain(
      '*Ananya Gupta, Violin*: which would you like?',
    );
    expect(await links(db())).toContain('Guitar 24 540000 open');
  });

  test('“after salary”, “next week”: the last day of it is noted', async () => {
    expect(await suresh().says('i will pay after salary')).toContain('When would you like to pay?');
    expect(await suresh().says('next week')).toContain('Noted: you pay for Nithya Menon on Sun 6 Dec.');
    expect(await promised()).toEqual(['2026-12-06']);
  });
});
