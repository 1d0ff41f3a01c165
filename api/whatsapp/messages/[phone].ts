export { messagesGet as GET } from '#app';
