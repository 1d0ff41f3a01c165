/** The smallest bot there is: it says back what it hears, and shows every kind of message when asked. */

interface Heard {
  id: string;
  from?: string;
  from_user_id?: string;
  type: string;
  text?: { body: string };
  interactive?: { button_reply?: { title: string }; list_reply?: { title: string } };
}

interface Payload {
  entry: { changes: { value: { messages?: Heard[] } }[] }[];
}

type Send = (message: Record<string, unknown>) => Promise<unknown>;

const button = (title: string) => ({ type: 'reply', reply: { id: title.toLowerCase(), title } });
const row = (title: string, description: string) => ({ id: title.toLowerCase(), title, description });
const text = (body: string) => ({ type: 'text', text: { body } });
const interactive = (more: Record<string, unknown>) => ({ type: 'interactive', interactive: more });

const SHOWS: Record<string, Record<string, unknown>> = {
  buttons: interactive({
    type: 'button',
    header: { type: 'text', text: 'Guitar, 5 pm' },
    body: { text: '*Present* (2)\n✓ Sarah\n✓ Ahmed\n\n*Absent* (1)\n✗ John\n\nIs this right?' },
    footer: { text: 'Nothing is saved yet' },
    action: { buttons: [button('Yes'), button('Change'), button('Cancel')] },
  }),
  list: interactive({
    type: 'list',
    body: { text: 'What would you like to do?' },
    action: {
      button: 'Choose',
      sections: [
        { title: 'Classes', rows: [row('Schedule', 'Your next classes'), row('Attendance', 'This month')] },
        { title: 'Payments', rows: [row('Balance', 'Classes left'), row('Pay', 'Send me a payment link')] },
      ],
    },
  }),
  link: interactive({
    type: 'cta_url',
    body: { text: 'Guitar, monthly (8 classes): ₹2,100 for Aditya Rao.' },
    action: { name: 'cta_url', parameters: { display_text: 'Pay ₹2,100', url: 'https://pay.example/abc' } },
  }),
};

/** @param send posts one message to the Graph API */
export function echoBot(send: Send): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    if (request.method === 'GET') return new Response(url.searchParams.get('hub.challenge'));
    const payload = (await request.json()) as Payload;
    const heard = payload.entry.flatMap((one) =>
      one.changes.flatMap((change) => change.value.messages ?? []),
    );
    for (const message of heard) void answer(message, send);
    return new Response('ok');
  };
}

async function answer(message: Heard, send: Send): Promise<void> {
  await send({ status: 'read', message_id: message.id, typing_indicator: { type: 'text' } });
  await new Promise((done) => setTimeout(done, 150));
  const reply = message.interactive?.button_reply ?? message.interactive?.list_reply;
  const said = message.text?.body ?? reply?.title ?? message.type;
  const to = message.from ? { to: `+${message.from}` } : { recipient: message.from_user_id };
  await send({ ...to, ...(SHOWS[said.toLowerCase()] ?? text(`You said: ${said}`)) });
}
