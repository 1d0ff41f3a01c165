export { healthGet as GET } from '#app';
