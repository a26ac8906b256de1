import type { Transaction } from 'kysely'
import type { z } from 'zod'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { Result } from '../../src/result.ts'
import type { StaffCaller } from '../ground/callers.ts'
import type { Tables } from '../ground/store/tables.ts'

/** One line of what a proposal changes; null where there is nothing before or after. */
export interface ProposalDetail {
  readonly label: Bilingual
  readonly before: string | null
  readonly after: string | null
}

/** Who has drafted and who has agreed: two accounts. */
export interface Agreed {
  readonly proposalId: string
  readonly draftedBy: string
  readonly agreedBy: string
}

/** What may be proposed, said by the room that carries it out. */
export interface ProposalKind<P> {
  /** Of the house, for example `publish-to-all`. Never changed: it stands in rows. */
  readonly name: string
  /** What people call it, in a letter that leaves the house: never what stands in one of them. */
  readonly called: Bilingual
  /** What is kept as JSON: its output must be what it reads. */
  readonly schema: z.ZodType<P>
  /** Who may draft it. */
  readonly proposePermission: string
  /** Who may agree to it; also has `four-eyes.decide`. */
  readonly agreePermission: string
  /** In a list, for example the new price. No name or number of a person. */
  titleOf(payload: P): Promise<Bilingual>
  /** As it is now: what the second person sees, and agrees to. */
  detailsOf(payload: P): Promise<readonly ProposalDetail[]>
  /**
   * Does it, in the transaction of the agreement; looks first whether what it was drafted on is still so. A refusal is a sentence for both
   * people: whatever was written before it is undone, and the proposal has failed. Value: what came of it, where there is something to say.
   */
  carryOut(tx: Transaction<Tables>, payload: P, agreed: Agreed, now: Date): Promise<Result<Bilingual | null, Bilingual>>
}

/** One that waits, as far as somebody may be told outside the console. */
export interface WaitingProposal {
  readonly proposalId: string
  readonly called: Bilingual
  readonly siteId: string | null
  readonly draftedBy: { readonly staffId: string; readonly name: string }
  readonly draftedAt: Date
  /** Nobody can agree from then on. */
  readonly endsAt: Date
  /** Who agrees has all of these at the site. */
  readonly agreePermissions: readonly string[]
}

/** What asks for two people. */
export interface FourEyes {
  /** Said once by a room at its opening. Throws where the name is taken. */
  hear<P>(kind: ProposalKind<P>): void
  /**
   * Drafts something; asks for a fresh second proof, and for the permission of the kind at the site. The same wish while it waits is the
   * same proposal. `reason` is read by the second person.
   */
  propose<P>(
    kind: string,
    payload: P,
    by: StaffCaller,
    about: { readonly siteId: string | null; readonly reason: string },
  ): Promise<Result<{ readonly proposalId: string }>>
  /** Everything that waits for a second person, the oldest first. */
  waiting(): Promise<readonly WaitingProposal[]>
}
