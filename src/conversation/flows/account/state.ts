import * as z from 'zod';

/** A pupil or teacher, by id and name, that a question is about. */
const Subject = z.object({ type: z.enum(['student', 'teacher']), id: z.string(), name: z.string() });

export const State = z.discriminatedUnion('step', [
  /** Whom to link them to. */
  z.object({ step: z.literal('who') }),
  /** A code was asked for that name, or was not: nobody is to see which. */
  z.object({ step: z.literal('code'), name: z.string() }),
  /** Which of these is not them. */
  z.object({ step: z.literal('which'), subjects: z.array(Subject) }),
  /** "Not me" waits for Yes. */
  z.object({ step: z.literal('not_me'), subjects: z.array(Subject) }),
  /** The office: for whom is the link. */
  z.object({ step: z.literal('invite') }),
  z.object({
    step: z.literal('invitee'),
    word: z.string(),
    choices: z.array(Subject.extend({ about: z.string().nullable() })),
  }),
]);
export type State = z.infer<typeof State>;
