/**
 * What Meta asks per delivered message to an Indian number, in rupees without tax. A card holds from its day (UTC) on,
 * until the next one. Source: Meta's INR rate cards for the market "India"; service messages cost since October 2026,
 * after the first 1,000 of a month.
 */
const INDIA: readonly { from: string; rupees: Readonly<Record<string, number>> }[] = [
  {
    from: '2025-07-01',
    rupees: { marketing: 0.7846, utility: 0.115, authentication: 0.115, service: 0 },
  },
  {
    from: '2026-01-01',
    rupees: {
      marketing: 0.8631,
      utility: 0.115,
      authentication: 0.115,
      authentication_international: 2.4971,
      service: 0,
    },
  },
  {
    from: '2026-10-01',
    rupees: {
      marketing: 0.8631,
      utility: 0.115,
      authentication: 0.115,
      authentication_international: 2.4971,
      service: 0.115,
    },
  },
];

/** Rupees for one message of Meta's category (as in `pricing.category`), delivered then; null when no card says. */
export function rupeesFor(category: string, on: Date): number | null {
  return cardOn(on)?.rupees[category] ?? null;
}

/** Since which day the card that counts then holds, for whoever is shown an estimate. */
export function rateCardFrom(on: Date): string | null {
  return cardOn(on)?.from ?? null;
}

function cardOn(on: Date) {
  const day = on.toISOString().slice(0, 10);
  return INDIA.filter((c) => c.from <= day).at(-1) ?? INDIA[0];
}
