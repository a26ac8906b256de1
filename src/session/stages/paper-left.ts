import type { Choice, Session } from '../state.ts'

/** For how many copies of so many sheets there is paper in the machine; null where it does not say. */
export function copiesWithPaper({ readiness }: Pick<Session, 'readiness'>, sheetsPerCopy: number): number | null {
  return readiness.sheetsLeft === null ? null : Math.floor(readiness.sheetsLeft / sheetsPerCopy)
}

/** The copies that may be chosen at most: what the university allows, and what there is paper for, as far as both are known. */
export function mostCopies(session: Session, choice: Choice | null): number {
  const allowed = session.settings?.maxCopies ?? 1
  const withPaper = copiesWithPaper(session, choice?.sheetsPerCopy ?? 1)
  return Math.max(1, Math.min(allowed, withPaper ?? allowed))
}
