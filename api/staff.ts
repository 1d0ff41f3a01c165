// Every path of api/ that has no file of its own is rewritten to here (vercel.json): src/http knows which there are.
export {
  staff as GET,
  staff as HEAD,
  staff as POST,
  staff as PUT,
  staff as PATCH,
  staff as DELETE,
  staff as OPTIONS,
} from '#app';
