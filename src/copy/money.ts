/** Paise as people read money in India: ₹2,000; ₹1,00,000; ₹2,000.50. */
export function money(paise: number): string {
  const whole = Math.trunc(paise / 100);
  const part = paise % 100;
  const rupees = `₹${whole.toLocaleString('en-IN')}`;
  return part === 0 ? rupees : `${rupees}.${String(part).padStart(2, '0')}`;
}
