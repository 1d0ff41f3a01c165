export { sessionGet as GET } from '#app';
