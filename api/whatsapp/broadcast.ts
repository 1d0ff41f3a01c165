// Deeper paths (one broadcast, its control) are rewritten to api/staff.ts: src/http knows them all.
export {
  staff as POST,
  staff as GET,
  staff as HEAD,
  staff as PUT,
  staff as PATCH,
  staff as DELETE,
  staff as OPTIONS,
} from '#app';
