import type { ServerResponse } from 'node:http'
import type { RawRequest } from '../../loopback-server.ts'
import { REPLY_FAULTS, type ReplyFault } from './cas-faults.ts'
import type { CasHouse } from './house.ts'
import { judgeTicket, type Verdict } from './validate.ts'
import { echoingReply, jsonReply, plainReply, xmlReply } from './validation-replies.ts'

/** Beyond what any client should read. */
const HUGE = 8 * 1024 * 1024

type Version = 1 | 2 | 3
const VERSIONS: Readonly<Record<string, Version>> = {
  '/cas/validate': 1,
  '/cas/serviceValidate': 2,
  '/cas/p3/serviceValidate': 3,
}

/** Which version of the protocol a path asks by; null for another path. */
export const versionOf = (path: string): Version | null => VERSIONS[path] ?? null

/** `/cas/…Validate`: answered with 200 whatever is said, as the protocol has it. */
export function answerValidation(
  house: CasHouse,
  version: Version,
  request: RawRequest,
  response: ServerResponse,
): void {
  const asked = new URL(request.target, 'http://cas.invalid').searchParams
  const fault = house.faults.take(REPLY_FAULTS, 'validate')
  if (fault?.kind === 'v2Only' && version === 3) return void response.writeHead(404, { 'Content-Length': '0' }).end()
  const verdict = judgeTicket(house, asked)
  house.note('validation', {
    ...{ service: asked.get('service') ?? '', ticket: asked.get('ticket') ?? '', version: String(version) },
    said: 'person' in verdict ? verdict.person.number : verdict.code,
  })
  const wantsJson = asked.get('format')?.toUpperCase() === 'JSON' && version !== 1
  const isJson = wantsJson && fault?.kind !== 'xmlAlways' && fault?.kind !== 'v2Only'
  const withAttributes = fault?.kind !== 'attributesMissing' && (version === 3 || house.config.attributesInV2)
  if (version === 1) return send(response, 'text/plain;charset=UTF-8', plainReply(verdict))
  const said = isJson ? jsonReply(verdict, withAttributes) : xmlReply(verdict, withAttributes)
  const type = isJson ? 'application/json;charset=UTF-8' : xmlType(request)
  send(response, type, spoiled(said, fault?.kind, verdict))
}

/** A browser is told that it is a page, as Apereo does. */
const xmlType = ({ headers }: RawRequest): string =>
  /application\/xml/.test(headers.accept ?? '') ? 'application/xml;charset=UTF-8' : 'text/html;charset=UTF-8'

function spoiled(text: string, kind: ReplyFault['kind'] | undefined, verdict: Verdict): string {
  switch (kind) {
    case 'malformedXml':
      return text.slice(0, -20)
    case 'ticketEchoed':
      return echoingReply()
    case 'doctype':
      return `<!DOCTYPE a [<!ENTITY who "admin">]>\n${text.replace(/<cas:user>[^<]*/, '<cas:user>&who;')}`
    case 'huge':
      return text + ' '.repeat(HUGE)
    case 'twoRoots':
      return text + text
    case 'otherNamespace':
      return xmlReply(verdict, true, 'urn:example:cas')
    default:
      return text
  }
}

function send(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(text)
}
