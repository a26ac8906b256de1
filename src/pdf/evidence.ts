import { spend } from './budget.ts'
import { latin1 } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import type { SignedData } from './cms.ts'
import { valueOfAttribute } from './cms-attributes.ts'
import { type RevocationList, readCrl } from './crl.ts'
import { contextTag, type DerNode, encodingOf, onlyChild, sequenceOf } from './der.ts'
import { dssOf } from './dss.ts'
import type { Engine } from './engine.ts'
import type { PdfFile } from './objects.ts'
import { type OcspAnswer, readOcsp } from './ocsp.ts'
import { OID } from './oids.ts'
import { PdfRefusal } from './reasons.ts'
import { decodeStream } from './stream-data.ts'

/** What the file and the configuration bring to judge certificates by. All of it is looked at, none of it is trusted. */
export interface Collected {
  readonly certificates: Certificate[]
  readonly crls: RevocationList[]
  readonly ocsps: OcspAnswer[]
  /** Whether a DSS of the file holds a list or an answer, and the newest revision that has one. */
  readonly dssRevision: number | null
}

/** A longer list or certificate of a file is left out: nothing of it can be believed then. */
const MAX_DER_BYTES = 4 * 1024 * 1024

/**
 * Certificates, lists and answers of the document security stores of every revision (ISO 32000-2, 12.8.4.3): one that a
 * later revision leaves out counts all the same, or a revocation could be edited away.
 */
export function collectFromStores(file: PdfFile, engine: Engine): Collected {
  const collected = { certificates: [] as Certificate[], crls: [] as RevocationList[], ocsps: [] as OcspAnswer[] }
  let dssRevision: number | null = null
  const seen = new Set<number>()
  for (const { index } of file.revisions) {
    const view = file.viewAt(index)
    const store = dssOf(view)
    if (!store) continue
    if (store.crls.length + store.ocsps.length > 0) dssRevision ??= index
    const read = <T>(numbers: readonly number[], parse: (der: Uint8Array) => T, into: T[]) => {
      for (const number of numbers) {
        const object = tolerant(() => view.load({ kind: 'ref', number, generation: 0, start: 0, end: 0 }))
        if (!object?.stream || object.offset === null || object.value.kind !== 'dict' || seen.has(object.offset))
          continue
        seen.add(object.offset)
        const { value, stream } = object
        const der = tolerant(() => decodeStream(value, stream, file.budget))
        if (!der || der.length > MAX_DER_BYTES) continue
        spend(file.budget, 'steps', der.length >> 1)
        const parsed = tolerant(() => parse(der))
        if (parsed) into.push(parsed)
      }
    }
    read(store.certs, engine.certificate, collected.certificates)
    read(store.crls, readCrl, collected.crls)
    read(store.ocsps, readOcsp, collected.ocsps)
  }
  return { ...collected, dssRevision }
}

/** Lists and answers inside a signature: its crls field, and Adobe's archival attribute (ISO 32000-2, 12.8.3.3.2). */
export function collectFromSignature({ crls, attributes }: SignedData, into: Pick<Collected, 'crls' | 'ocsps'>): void {
  const archive = valueOfAttribute(attributes, OID.adobeRevocationArchival)
  const parts = (number: number): DerNode[] => {
    const field = archive && sequenceOf(archive).find(part => part.tag === contextTag(number))
    return field ? sequenceOf(onlyChild(field)) : []
  }
  const lists = [...crls, ...(tolerant(() => parts(0)) ?? []).map(encodingOf)]
  const answers = (tolerant(() => parts(1)) ?? []).map(encodingOf)
  into.crls.push(...readAll(lists, readCrl))
  into.ocsps.push(...readAll(answers, readOcsp))
}

/** Every one that can be read. */
export function readAll<T>(ders: readonly Uint8Array[], parse: (der: Uint8Array) => T): T[] {
  const seen = new Set<string>()
  return ders.flatMap(der => {
    const key = latin1(der)
    if (seen.has(key)) return []
    seen.add(key)
    return tolerant(() => parse(der)) ?? []
  })
}

function tolerant<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof PdfRefusal && error.code !== 'limit-reached') return null
    throw error
  }
}
