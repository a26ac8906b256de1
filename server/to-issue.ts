import type { Logger } from 'pino'
import type { Clock } from '../src/clock.ts'
import type { Documents } from './documents/documents.ts'
import { openDocuments } from './documents/open-documents.ts'
import type { Ground } from './ground/ground.ts'
import { madeOr, type OpenRooms } from './ground/open-rooms.ts'
import { openIdentity } from './identity/open-identity.ts'
import type { Issuer } from './issuing/issuing.ts'
import { openIssuer } from './issuing/open-issuer.ts'
import { openIssuing } from './issuing/open-issuing.ts'
import type { Mail } from './mail/mail.ts'
import type { Merchants } from './payments/payments.ts'
import { openPeople } from './people/open-people.ts'
import { openRecords } from './records/open-records.ts'
import * as plans from './rooms.ts'
import { createInForce, fileLayer } from './settings/settings.ts'
import { openSigning } from './signing/open-signing.ts'
import type { Signing } from './signing/signing.ts'
import { createTemplatesInForce } from './templates/templates.ts'

export interface HouseParts {
  readonly clock: Clock
  readonly log: Logger
  /** What was made elsewhere, for a test; the rest is opened from the configuration. */
  readonly made?: { documents?: Documents; signing?: Signing; issuer?: Issuer; merchants?: Merchants }
}

/** Opens what documents are made with, which is all that any command needs. */
export async function openToIssue(
  { add }: OpenRooms,
  ground: Ground,
  mail: Mail,
  config: plans.ServerConfig,
  { made = {} }: HouseParts,
) {
  const university = await add(plans.RECORDS, openRecords(ground, config))
  const people = await add(plans.PEOPLE, openPeople(ground, { records: university }))
  const { records } = people
  const identity = await add(plans.IDENTITY, openIdentity(ground, { records, mail }, config))
  const documents = await add(
    plans.DOCUMENTS,
    madeOr(made.documents, () => openDocuments(config)),
  )
  const signing = await add(plans.SIGNING, await madeOr(made.signing, () => openSigning(ground, config)))
  const templates = createTemplatesInForce(ground.db)
  const issuer = made.issuer ?? openIssuer(ground, { documents, signing, templates }, config)
  const settings = createInForce(ground.db, fileLayer(config))
  const needs = { records, identity, documents, signing, issuer, settings, templates }
  return { ...needs, people, issuing: await add(plans.ISSUING, openIssuing(ground, needs, config)) }
}
