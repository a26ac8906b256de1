import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Kysely } from 'kysely'
import type { Bilingual } from '../../src/contract/texts.ts'
import { verificationKey } from '../issuing/verification-code.ts'
import { dayIn } from '../local-day.ts'
import type { Tables } from '../store/tables.ts'
import type { RateLimit } from './rate-limit.ts'

export interface VerifyPageParts {
  readonly db: Kysely<Tables>
  readonly universityName: Bilingual
  readonly timeZone: string
  readonly limit: RateLimit
}

/** What stands behind the QR code on each page of paper: whether this university has issued it, and what it must look like. */
export function registerVerifyPage(app: FastifyInstance, parts: VerifyPageParts): void {
  app.get<{ Params: { code: string } }>('/v/:code', { schema: { hide: true } }, async (request, reply) => {
    if (!parts.limit.allow(request.ip)) {
      return page(
        reply,
        429,
        parts,
        'doubt',
        ['查询过于频繁，请稍后再试。', 'Too many requests. Please try again later.'],
        [],
      )
    }
    const { code } = request.params
    const found = code.length <= 64 ? await findDocument(parts.db, code) : undefined
    if (!found) {
      const words: Words = [
        '没有这个验证码。请核对后再输入。',
        'No document has this code. Please check it and try again.',
      ]
      return page(reply, 404, parts, 'doubt', words, [])
    }
    const facts: Fact[] = [
      ['文件', 'Document', `${found.title_zh} / ${found.title_en}`],
      ['姓名', 'Name', `${found.name_masked_zh} / ${found.name_masked_en}`],
      ['编号', 'Number', found.document_number],
      ['出具日期', 'Issued on', found.issued_at ? dayIn(parts.timeZone, found.issued_at) : ''],
      ['页数', 'Pages', String(found.pages ?? '')],
      ['电子文件 SHA-256', 'SHA-256 of the file', found.sha256 ?? ''],
    ]
    const words: Words = found.revoked_at
      ? ['这份文件已被撤销，不再有效。', 'This document has been revoked and is no longer valid.']
      : [
          '本校出具过这份文件。请核对纸面内容是否一致。',
          'The university has issued this document. Compare the paper with it.',
        ]
    return page(reply, 200, parts, found.revoked_at ? 'doubt' : 'good', words, facts)
  })
}

type Words = [zh: string, en: string]
type Fact = [zh: string, en: string, value: string]

function findDocument(db: Kysely<Tables>, code: string) {
  return db
    .selectFrom('document')
    .select(['title_zh', 'title_en', 'name_masked_zh', 'name_masked_en', 'document_number', 'issued_at', 'revoked_at'])
    .select(['pages', 'sha256'])
    .where('verification_key', '=', verificationKey(code))
    .where('state', '=', 'issued')
    .executeTakeFirst()
}

const escaped = (text: string) => text.replaceAll(/[&<>"']/g, character => `&#${character.codePointAt(0) ?? 0};`)

function page(
  reply: FastifyReply,
  status: number,
  { universityName }: VerifyPageParts,
  tone: 'good' | 'doubt',
  [zh, en]: Words,
  facts: Fact[],
): FastifyReply {
  const rows = facts.map(
    ([factZh, factEn, value]) => `<dt>${factZh} <span>${factEn}</span></dt><dd>${escaped(value)}</dd>`,
  )
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
    .send(`<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${escaped(universityName.zh)} · 文件验证</title>
<style>
  body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif; color: #1c1a17; background: #faf7f1 }
  strong { display: block; font-size: 1.25rem; padding: 1rem; border-left: .4rem solid; background: #fff }
  .good { border-color: #1d6b4f } .doubt { border-color: #a8231c }
  dt { margin-top: 1rem; color: #5d574e } dd { margin: 0; overflow-wrap: anywhere } span { font-size: .85em }
</style>
<h1>${escaped(universityName.zh)}<br><span>${escaped(universityName.en)}</span></h1>
<strong class="${tone}">${zh}<br><span lang="en">${en}</span></strong>
<dl>${rows.join('')}</dl>
</html>
`)
}
