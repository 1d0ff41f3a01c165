export {
  messagesGet as GET,
  staff as HEAD,
  staff as POST,
  staff as PUT,
  staff as PATCH,
  staff as DELETE,
  staff as OPTIONS,
} from '#app';
