export { sendPost as POST } from '#app';
