import { parseArgs } from 'node:util';
import { config } from 'dotenv';
import { SignJWT } from 'jose';
import { staffSecret } from './local/secrets.js';

// `npm run token -- --role admin --name Office`: a token such as the management system gives its staff.

config({ quiet: true });
const { values } = parseArgs({
  options: {
    role: { type: 'string', multiple: true, default: ['admin'] },
    name: { type: 'string', default: 'Office' },
    email: { type: 'string', default: 'office@example.com' },
    id: { type: 'string', default: '00000000-0000-4000-8000-000000000001' },
    days: { type: 'string', default: '7' },
  },
});

const secret = staffSecret(process.env);
if (secret === null) {
  console.error('JWT_JWKS_URL is set: tokens come from whoever has the keys behind it.');
  process.exitCode = 1;
} else {
  const { id, email, name, role: roles, days } = values;
  const token = new SignJWT({ id, email, name, roles }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt();
  console.log(await token.setExpirationTime(`${days} days`).sign(new TextEncoder().encode(secret)));
}
