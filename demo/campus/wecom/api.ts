import type { ServerResponse } from 'node:http'
import type { Clock } from '../../../src/clock.ts'
import { CALL_FAULTS, misbehaving } from '../call-faults.ts'
import type { FaultList } from '../faults.ts'
import { type Answer, type Corporation, type Errcode, refusal } from './corporation.ts'
import { REPLY_FAULTS, type ReplyFault, type WecomFault, type WecomOperation } from './wecom-faults.ts'

/** Beyond what any answer of WeCom has. */
const OVERSIZE = 500_000

export interface ApiParts {
  readonly corporation: Corporation
  readonly faults: FaultList<WecomFault>
  readonly clock: Pick<Clock, 'after'>
  /** Hears of each call before it is answered. */
  readonly onCall: (operation: WecomOperation) => void
}

/** Answers `/cgi-bin/…` as WeCom does: with status 200, whatever happened. */
export async function answerApi(parts: ApiParts, url: URL, response: ServerResponse): Promise<void> {
  const { corporation, faults, clock, onCall } = parts
  const operation = operationOf(url.pathname)
  if (operation === null) return say(response, refusal(40066, 'invalid url'))
  onCall(operation)
  const told = faults.take(['errcode'], operation)
  if (told) return say(response, refusal(told.errcode, 'as it was told'))
  await misbehaving(faults.take(CALL_FAULTS, operation), clock, response, to => {
    const answer = act(corporation, operation, url)
    const spoiled = faults.take(REPLY_FAULTS, operation)
    return spoiled ? spoil(spoiled.kind, to) : say(to, answer)
  })
}

function operationOf(path: string): WecomOperation | null {
  if (path.endsWith('/cgi-bin/gettoken')) return 'gettoken'
  return path.endsWith('/cgi-bin/auth/getuserinfo') ? 'getuserinfo' : null
}

function act(corporation: Corporation, operation: WecomOperation, { searchParams }: URL): Answer {
  const asked = (name: string) => searchParams.get(name) ?? ''
  return operation === 'gettoken'
    ? corporation.getToken(asked('corpid'), asked('corpsecret'))
    : corporation.getUserInfo(asked('access_token'), asked('code'))
}

function spoil(fault: ReplyFault, response: ServerResponse): void {
  switch (fault) {
    case 'redirect':
      response.writeHead(302, { Location: '/wecom/cgi-bin/elsewhere' }).end()
      return
    case 'malformed':
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"errcode":0,"errmsg":"ok","acc')
      return
    case 'oversize':
      return say(response, { errcode: 0, errmsg: 'o'.repeat(OVERSIZE) })
    case 'empty':
      return say(response, { errcode: 0, errmsg: 'ok' })
  }
}

function say(response: ServerResponse, answer: Errcode): void {
  response.writeHead(200, { 'Content-Type': 'application/json; charset=UTF-8' }).end(JSON.stringify(answer))
}
