import { createMemoryState } from '@chat-adapter/state-memory';
import { createWhatsAppAdapter } from '@chat-adapter/whatsapp';
import { Chat, ConsoleLogger } from 'chat';
import { serve } from './serve.mjs';

// The least a bot can do with the Chat SDK: it says back what it hears, and keeps its state in memory.
// By default it drops a message that comes while it is still at the one before; like this it loses none.
const bot = new Chat({
  userName: 'echo',
  adapters: {
    whatsapp: createWhatsAppAdapter({
      accessToken: process.env.WHATSAPP_ACCESS_TOKEN,
      appSecret: process.env.WHATSAPP_APP_SECRET,
      phoneNumberId: process.env.WHATSAPP_PHONE_NUMBER_ID,
      verifyToken: process.env.WHATSAPP_WEBHOOK_VERIFY_TOKEN,
      apiUrl: process.env.WHATSAPP_API_URL,
      logger: new ConsoleLogger('error'),
    }),
  },
  state: createMemoryState(),
  concurrency: 'concurrent',
  logger: 'error',
});
bot.onDirectMessage(async (thread, message) => {
  await thread.post(`You said: ${message.text}`);
});
serve((request) => bot.webhooks.whatsapp(request));
