export {
  webhookGet as GET,
  webhookPost as POST,
  staff as HEAD,
  staff as PUT,
  staff as PATCH,
  staff as DELETE,
  staff as OPTIONS,
} from '#app';
