import { expect, it } from 'vitest'
import { createServerLog } from './log.ts'

it('keeps of an error what happened, and not the row that a database quotes', () => {
  const lines: string[] = []
  const log = createServerLog('info', { write: line => void lines.push(line) })
  log.error(Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (person_id)=(u2023) exists' }), 'x')
  log.info({ visitor: { name: '林知远' } }, 'y')
  expect(lines.join('')).toContain('23505')
  expect(lines.join('')).toContain('duplicate key')
  for (const personal of ['u2023', '林知远']) expect(lines.join('')).not.toContain(personal)
})
