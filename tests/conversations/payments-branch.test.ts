import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import {
  branches,
  enrollmentBatches,
  enrollments,
  feeStructures,
  instruments,
  payments,
} from '../../db/schema/school.js';
import { useWorld } from '../support/world.js';
import { EVENING, LATE, batchId, join, studentId } from './attendance-tables.js';
import { VIVEK } from './schedule-tables.js';

/** Arjun learns the guitar in the evening class; his sister Ananya the violin. */
const world = useWorld();
const db = () => world.database.db;
const vivek = () => world.chat(VIVEK);

async function fee(of: { branch: string; grade: string; amount: string; from?: string }): Promise<string> {
  const [branch] = await db().select().from(branches).where(eq(branches.code, of.branch));
  const [guitar] = await db().select().from(instruments).where(eq(instruments.name, 'Guitar'));
  const [row] = await db()
    .insert(feeStructures)
    .values({
      branchId: branch?.id ?? null,
      instrumentId: guitar?.id ?? null,
      trinityGrade: of.grade,
      classesCount: 8,
      feeAmount: of.amount,
      isTrial: false,
      effectiveFrom: of.from ?? '2026-01-01',
    })
    .returning();
  return row?.id ?? '';
}

/** What stands beside Arjun’s class in the management system. */
async function beside(recurrence: string, change: Partial<typeof enrollmentBatches.$inferInsert>) {
  const [enrolment] = await db()
    .select()
    .from(enrollments)
    .where(eq(enrollments.studentId, await studentId(db(), 'Arjun Gupta')));
  const here = eq(enrollmentBatches.batchId, await batchId(db(), recurrence));
  await db()
    .update(enrollmentBatches)
    .set(change)
    .where(and(here, eq(enrollmentBatches.enrollmentId, enrolment?.id ?? '')));
}

describe('Vivek asks for the link to Arjun’s fees', () => {
  test('and is shown the fees of Arjun’s grade at the branch where he paid last', async () => {
    await fee({ branch: 'lake', grade: 'Grade 2', amount: '2750' });
    await beside(EVENING, { trinityGrade: 'Grade 2' });
    await db()
      .insert(payments)
      .values({
        studentId: await studentId(db(), 'Arjun Gupta'),
        amount: '2750',
        method: 'cash',
        metadata: { location: 'Lake View' },
        paidAt: new Date('2026-11-20T10:00:00Z'),
      });
    expect(await vivek().says('payment link for Arjun')).toContain('8 classes (monthly), *₹2,750*');
  });

  test('and, where his classes are of two grades, says which is meant', async () => {
    await join(db(), 'Arjun Gupta', LATE);
    await beside(LATE, { trinityGrade: 'Grade 2' });
    const asked = await vivek().says('payment link for Arjun');
    expect(asked).toContain('which would you like?');
    const rows =
      vivek()
        .last()
        ?.view.options.map((o) => `${o.title} | ${o.description ?? ''}`) ?? [];
    expect(rows).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^8 classes · ₹2,200 \| Initial · monthly/),
        expect.stringMatching(/^8 classes · ₹2,600 \| Grade 2 · monthly/),
      ]),
    );
    expect(await vivek().taps('8 classes · ₹2,600')).toContain('*₹2,600*');
  });

  test('and gets the fee that the office chose for him, as it is now', async () => {
    const old = await fee({ branch: 'lake', grade: 'Grade 1', amount: '1000', from: '2020-01-01' });
    await fee({ branch: 'lake', grade: 'Grade 1', amount: '2850' });
    await beside(EVENING, { feeStructureId: old });
    expect(await vivek().says('payment link for Arjun')).toContain('*₹2,850*');
  });
});
