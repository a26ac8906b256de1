import { err, ok } from '../../src/result.ts'
import type { SettingsInForce } from '../../src/settings/in-force.ts'
import type { Documents } from '../documents/documents.ts'
import type { FourEyes } from '../four-eyes/four-eyes.ts'
import { endOfDay } from '../ground/end-of-day.ts'
import type { Ground } from '../ground/ground.ts'
import { createPagePictures } from '../ground/rendering/page-pictures.ts'
import type { HandlersOf, Room } from '../ground/room.ts'
import { steppedUp } from '../ground/step-up.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { People } from '../people/people.ts'
import { askRecords } from '../records/records.ts'
import type { Staff } from '../staff/staff.ts'
import { batchZip } from './batch-zip.ts'
import { isKindOfHouse, readClass } from './class-lists.ts'
import { createDeskBatches } from './desk-batches.ts'
import { createDeskDrafts } from './desk-drafts.ts'
import { kindsOf } from './desk-kinds.ts'
import type { DocumentDesk } from './document-desk.ts'
import { audit } from './document-desk-audit.ts'
import type { DOCUMENT_DESK } from './document-desk-plan.ts'
import { listDocuments } from './list-documents.ts'
import { createPageLooks } from './look-at-pages.ts'
import { oneDocument } from './one-document.ts'
import { documentsOfLines, REVOKE_MANY, revocationOfMany } from './revoke-many.ts'
import { registerZipPage } from './zip-page.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const RESUME_EVERY_MS = 30_000

export interface DocumentDeskNeeds {
  readonly people: People
  readonly documents: Documents
  readonly issuing: Issuing
  readonly settings: SettingsInForce
  readonly fourEyes: FourEyes
  readonly staff: Pick<Staff, 'whoWorks'>
}

/** Where staff look for what was issued, issue, revoke and replace, and have documents made for a class. */
export function openDocumentDesk(
  ground: Ground,
  { people, documents, issuing, settings, fourEyes, staff }: DocumentDeskNeeds,
): Room<DocumentDesk, typeof DOCUMENT_DESK> {
  const { db, clock, log, house } = ground
  const now = () => new Date(clock.now())
  const { records, lookup } = people
  const pictures = createPagePictures({ clock })
  const looks = createPageLooks({ ...ground, pictures })
  const drafts = createDeskDrafts({ db, clock, log, records, documents, settings, issuing })
  const batches = createDeskBatches({ db, log, batches: issuing.batches, now })
  fourEyes.hear(revocationOfMany(db, issuing.revocations))
  const startOf = (day: string) => new Date(endOfDay(house.timeZone, dayBefore(day)).getTime() + 1)
  const inClass = { lookup, documents, log }

  return {
    doors: {},
    handlers: people.personKeys.around<HandlersOf<typeof DOCUMENT_DESK.routes>>('not-there', {
      deskKinds: async () => ok({ kinds: kindsOf(documents, (await settings.at(null)).prices) }),
      issuedDocuments: async ({ search = '', number = '', kind, state, from, to, after, limit }) => {
        const said = search.normalize('NFKC')
        const documentId =
          said === ''
            ? undefined
            : ((await issuing.records.idOfNumber(said.toUpperCase())) ?? (await issuing.records.idOfCode(said)) ?? null)
        if (documentId === null) return ok({ rows: [], next: null })
        const registers =
          number === ''
            ? ok(undefined)
            : await askRecords({ log }, async () => ok(await lookup.registersOfNumber(number.normalize('NFKC'))))
        if (!registers.ok) return registers
        const wish = {
          ...{ documentId, personIds: registers.value?.map(({ personId }) => personId), kind, state, after, limit },
          from: from === undefined ? undefined : startOf(from),
          before: to === undefined ? undefined : new Date(endOfDay(house.timeZone, to).getTime() + 1),
        }
        return ok(await listDocuments(db, wish, now()))
      },
      issuedDocument: async ({ documentId }) => {
        const found = await oneDocument({ db, records: issuing.records, now }, documentId)
        return found ? ok(found) : err('not-there')
      },
      lookAtPages: async ({ documentId, reason }, caller) => {
        const fresh = steppedUp(caller, clock)
        if (!fresh.ok) return fresh
        const opened = await looks.open(documentId, caller, reason)
        return opened ? ok(opened) : err('not-there')
      },
      pagePicture: (asked, caller) => looks.picture(asked, caller),
      draftDocument: async ({ reason, ...wish }, caller) => {
        const fresh = steppedUp(caller, clock)
        if (!fresh.ok) return fresh
        const made = await drafts.make(wish, caller.staffId)
        if (!made.ok) return made
        const opened = await looks.open(made.value.documentId, caller, reason)
        return opened ? ok({ ...made.value, ...opened }) : err('not-there')
      },
      issueDraft: async ({ documentId }, caller) => {
        const fresh = steppedUp(caller, clock)
        return fresh.ok ? drafts.issue(documentId, caller.staffId) : fresh
      },
      dropDraft: async ({ documentId }, { staffId }) =>
        (await drafts.drop(documentId, staffId)) ? ok({}) : err('not-there'),
      revokeIssued: async ({ documentId, reason }, caller) => {
        const fresh = steppedUp(caller, clock)
        if (!fresh.ok) return fresh
        const revoked = await db.transaction().execute(async tx => {
          const done = await issuing.revocations.revokeIn(tx, documentId, reason)
          const detail = { by: caller.staffId }
          if (done.ok)
            await audit(tx, now(), { event: 'desk-document-revoked', subject: documentId, terminalId: null, detail })
          return done
        })
        if (revoked.ok) return ok({})
        return err(revoked.error === 'already-revoked' ? 'revoked-already' : 'not-there')
      },
      proposeRevocation: async ({ which, reason, why }, caller) => {
        const found =
          'batchId' in which ? await documentsOfBatch(which.batchId) : await documentsOfLines(db, which.documentNumbers)
        if (!found.ok) return ok({ faults: found.error })
        if (found.value.length === 0) return err('not-there')
        const payload = { documentIds: found.value, reason }
        const drafted = await fourEyes.propose(REVOKE_MANY, payload, caller, { siteId: null, reason: why })
        return drafted.ok ? ok({ ...drafted.value, documents: found.value.length }) : drafted
      },
      checkClass: async wish => {
        if (!isKindOfHouse(documents, wish)) return err('kind-unknown')
        const read = await readClass(inClass, wish)
        return read.ok ? ok({ documents: read.value.wishes.length, faults: read.value.faults }) : read
      },
      issueClass: async ({ title, ...wish }, caller) => {
        const fresh = steppedUp(caller, clock)
        if (!fresh.ok) return fresh
        if (!isKindOfHouse(documents, wish)) return err('kind-unknown')
        const read = await readClass(inClass, wish)
        if (!read.ok) return read
        const { wishes, faults } = read.value
        // Half a class is no graduation.
        if (faults.length > 0 || wishes.length === 0) return err('list-has-faults')
        const about = { title, kind: wish.kind, edition: wish.edition, staffId: caller.staffId }
        return ok({ batchId: await batches.begin(wishes, about) })
      },
      deskBatches: async wish => ok(await batches.list(wish)),
      deskBatch: async ({ batchId }) => {
        const found = await batches.one(batchId)
        return found ? ok(found) : err('not-there')
      },
      tryBatchAgain: async ({ batchId }) => ((await batches.again(batchId)) ? ok({}) : err('not-there')),
    }),
    limits: {
      pagePicture: ground.limit('document desk pictures', { times: 600, timesOfAll: 6_000, windowMs: MINUTE_MS }),
    },
    pages: app =>
      registerZipPage(app, {
        ...{ db, clock, log, house, whoWorks: staff.whoWorks },
        limit: ground.limit('document desk files', { times: 30, timesOfAll: 600, windowMs: MINUTE_MS }),
        zipOf: batchId => batchZip({ db, content: ground.content, records }, batchId),
      }),
    sweeps: [
      { name: 'desk batches', everyMs: RESUME_EVERY_MS, run: () => batches.resume() },
      { name: 'desk drafts', everyMs: MINUTE_MS, run: () => drafts.tidy() },
    ],
    close: () => pictures.close(),
  }

  async function documentsOfBatch(batchId: string) {
    const rows = await db
      .selectFrom('batch_item as i')
      .innerJoin('document as d', 'd.document_id', 'i.document_id')
      .select('d.document_id')
      .where('i.batch_id', '=', batchId)
      .where('d.state', '=', 'issued')
      .where('d.revoked_at', 'is', null)
      .orderBy('i.line')
      .execute()
    return ok(rows.map(({ document_id }) => document_id))
  }
}

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T12:00:00Z`) - DAY_MS).toISOString().slice(0, 10)
