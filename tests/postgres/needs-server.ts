/** Without a server these tests would say nothing: PGlite has one connection. */
export function setup(): void {
  if (process.env.TEST_DATABASE_URL) return;
  throw new Error('TEST_DATABASE_URL must name a PostgreSQL server where databases may be made and dropped.');
}
