export { webhookGet as GET, webhookPost as POST } from '#app';
