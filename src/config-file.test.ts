import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeConfigFault, readConfig } from './config-file.ts'
import { unwrap } from './result.ts'

const schema = z.strictObject({
  listen: z.strictObject({ host: z.string().default('127.0.0.1'), port: z.int().min(0).max(65_535) }),
  mode: z.enum(['demo', 'real']).default('demo'),
  readers: z.array(z.object({ kind: z.string(), baud: z.int() })).default([]),
  store: z.union([z.strictObject({ dir: z.string() }), z.strictObject({ url: z.string() })]).optional(),
})

const faultsOf = (text: string) => {
  const read = readConfig(text, 'server.yaml', schema)
  if (read.ok) throw new Error('the configuration was accepted')
  return read.error.map(describeConfigFault)
}

describe('readConfig', () => {
  it('reads a file with comments and fills in defaults', () => {
    const text = '# where to listen\nlisten:\n  port: 8080 # loopback\nreaders:\n  - { kind: serial, baud: 9600 }\n'
    expect(unwrap(readConfig(text, 'server.yaml', schema))).toEqual({
      listen: { host: '127.0.0.1', port: 8080 },
      mode: 'demo',
      readers: [{ kind: 'serial', baud: 9600 }],
    })
  })

  it('names file, line, column and path of a wrong value', () => {
    expect(faultsOf('listen:\n  port: eighty\n')).toEqual(['server.yaml:2:9: listen.port: must be a number'])
  })

  it('reports every fault at once', () => {
    const faults = faultsOf('listen:\n  port: 70000\nmode: toy\nreaders:\n  - kind: serial\n    baud: fast\n')
    expect(faults).toHaveLength(3)
    expect(faults[0]).toMatch(/^server\.yaml:2:9: listen\.port: /)
    expect(faults[1]).toBe('server.yaml:3:7: mode: must be one of demo, real')
    expect(faults[2]).toBe('server.yaml:6:11: readers.0.baud: must be a number')
  })

  it('points at the group in which something is missing', () => {
    expect(faultsOf('mode: real\nlisten:\n  host: ::1\n')).toEqual(['server.yaml:2:1: listen.port: missing: a number'])
    expect(faultsOf('')).toEqual(['server.yaml:1:1: listen: missing: a group of settings'])
  })

  it('refuses unknown keys, also where the schema would drop them', () => {
    expect(faultsOf('listen:\n  port: 1\n  prot: 2\n')).toEqual(['server.yaml:3:3: listen.prot: unknown key'])
    expect(faultsOf('listen: { port: 1 }\nreaders:\n  - kind: serial\n    baud: 1\n    bauds: 2\n')).toEqual([
      'server.yaml:5:5: readers.0.bauds: unknown key',
    ])
  })

  it('refuses broken YAML and doubled keys with their place', () => {
    expect(faultsOf('listen:\n  port: [1\n')[0]).toMatch(/^server\.yaml:\d+:\d+: /)
    expect(faultsOf('listen: { port: 1 }\nmode: demo\nmode: real\n')[0]).toMatch(/^server\.yaml:3:1: /)
  })

  it('never repeats a wrong value, which may be a secret', () => {
    const faults = faultsOf('listen: { port: 1 }\nmode: hunter2\nstore: hunter2\nreaders: hunter2\n').join('\n')
    expect(faults).not.toContain('hunter2')
    expect(faults.split('\n')).toHaveLength(3)
  })

  it('refuses a text without end, and references, which can blow up', () => {
    expect(faultsOf('a'.repeat(1_000_001))[0]).toContain('must be shorter')
    expect(faultsOf('listen: &a { port: 1 }\nreaders: [*a, *a]\n')).toEqual([
      'server.yaml:2:11: references (*name) are not allowed',
      'server.yaml:2:15: references (*name) are not allowed',
    ])
  })
})
