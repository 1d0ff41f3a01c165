import { createApp } from './app.js';
import { readEnv } from './env.js';
import { createHandlers } from './http/handlers.js';

/** The app of this process: the only module that acts when it is imported. */
export const app = createApp(readEnv(process.env));

export const {
  webhookGet,
  webhookPost,
  sendPost,
  sessionGet,
  sessionsClearPost,
  messagesGet,
  healthGet,
  cronGet,
  razorpayPost,
  staff,
} = createHandlers(app);
