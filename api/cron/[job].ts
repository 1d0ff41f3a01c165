export { cronGet as GET } from '#app';
