export {
  razorpayPost as POST,
  staff as GET,
  staff as HEAD,
  staff as PUT,
  staff as PATCH,
  staff as DELETE,
  staff as OPTIONS,
} from '#app';
