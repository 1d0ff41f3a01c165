export { sessionsClearPost as POST } from '#app';
