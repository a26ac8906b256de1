import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import { err, ok, type Result } from './result.ts'

/** One thing that is wrong in a configuration file, with its place. */
export interface ConfigFault {
  readonly file: string
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
  /** For example `readers.0.port`; empty for the file as a whole. */
  readonly path: string
  /** Plain words. Never the value itself: it may be a key. */
  readonly message: string
}

/** `file:line:column: path: message`, as editors and terminals understand it. */
export function describeConfigFault(fault: ConfigFault): string {
  const place = `${fault.file}:${fault.line}:${fault.column}`
  return fault.path === '' ? `${place}: ${fault.message}` : `${place}: ${fault.path}: ${fault.message}`
}

type Path = readonly PropertyKey[]
const MAX_CHARACTERS = 1_000_000
const UNKNOWN_KEY = 'unknown key'

/**
 * Reads a YAML configuration and checks it against `schema`. Every wrong value is reported, not only the first one. Keys
 * that the schema does not know are refused even where the schema would drop them, so that a misspelt name is never
 * silently without effect; a schema must therefore not rename keys.
 */
export function readConfig<Schema extends z.ZodType>(
  text: string,
  fileName: string,
  schema: Schema,
): Result<z.output<Schema>, ConfigFault[]> {
  const lines = new LineCounter()
  const faultAt = (offset: number, path: Path, message: string): ConfigFault => {
    const { line, col } = lines.linePos(offset)
    return {
      file: fileName,
      line: Math.max(line, 1),
      column: Math.max(col, 1),
      path: path.map(String).join('.'),
      message,
    }
  }
  if (text.length > MAX_CHARACTERS) return err([faultAt(0, [], `must be shorter than ${MAX_CHARACTERS} characters`)])
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) return err(document.errors.map(error => faultAt(error.pos[0], [], error.message)))
  const aliases: ConfigFault[] = []
  visit(document, {
    Alias: (_, alias) => void aliases.push(faultAt(alias.range?.[0] ?? 0, [], 'references (*name) are not allowed')),
  })
  if (aliases.length > 0) return err(aliases)

  const root = document.contents
  const value: unknown = document.toJS()
  const parsed = schema.safeParse(value ?? {})
  if (!parsed.success) {
    return err(
      parsed.error.issues
        .flatMap(issue => plainIssues(issue, value))
        .map(({ path, message }) => faultAt(offsetOf(root, path, message !== UNKNOWN_KEY), path, message)),
    )
  }
  const strays = strayKeys(root, parsed.data, [])
  if (strays.length > 0) return err(strays.map(path => faultAt(offsetOf(root, path, false), path, UNKNOWN_KEY)))
  return ok(parsed.data)
}

interface PlainIssue {
  readonly path: Path
  readonly message: string
}

function plainIssues(issue: z.core.$ZodIssue, root: unknown): PlainIssue[] {
  const { path } = issue
  const missing = valueAt(root, path) === undefined
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => ({ path: [...path, key], message: UNKNOWN_KEY }))
    case 'invalid_type':
      return [{ path, message: missing ? `missing: ${wanted(issue.expected)}` : `must be ${wanted(issue.expected)}` }]
    case 'invalid_value':
      return [
        { path, message: `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}` },
      ]
    case 'invalid_union':
      return [unionIssue(issue, missing)]
    default:
      return [{ path, message: issue.message }]
  }
}

function unionIssue(issue: z.core.$ZodIssueInvalidUnion, missing: boolean): PlainIssue {
  if (missing) return { path: issue.path, message: 'missing' }
  const alternatives = issue.errors.flat().map(inner => inner.message)
  const message = alternatives.length > 0 ? [...new Set(alternatives)].join('; or ') : issue.message
  return { path: issue.path, message }
}

function wanted(expected: string): string {
  const words: Record<string, string> = {
    int: 'a whole number',
    number: 'a number',
    string: 'a text',
    boolean: 'true or false',
    array: 'a list',
    object: 'a group of settings',
    record: 'a group of settings',
  }
  return words[expected] ?? expected
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, step)
  }
  return value
}

/** Where `path` stands in the text; for something that is missing, where the group stands that should hold it. */
function offsetOf(root: Node | null, path: Path, showScalar: boolean): number {
  let node: unknown = root
  let offset = root?.range?.[0] ?? 0
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(item => isScalar(item.key) && String(item.key.value) === String(step))
      if (!pair) return offset
      offset = (isScalar(pair.key) ? pair.key.range?.[0] : undefined) ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as Node | undefined
      if (!item) return offset
      offset = item.range?.[0] ?? offset
      node = item
    } else return offset
  }
  // A wrong scalar is shown itself, everything else by its key.
  return showScalar && isScalar(node) && node.range && node.range[1] > node.range[0] ? node.range[0] : offset
}

/** Keys of the text that are not in what the schema made of it. */
function strayKeys(node: unknown, parsed: unknown, path: Path): Path[] {
  if (typeof parsed !== 'object' || parsed === null) return []
  if (isSeq(node)) return node.items.flatMap((item, i) => strayKeys(item, Reflect.get(parsed, i), [...path, i]))
  if (!isMap(node) || Array.isArray(parsed)) return []
  return node.items.flatMap(item => {
    const key = isScalar(item.key) ? String(item.key.value) : ''
    const here = [...path, key]
    return key in parsed ? strayKeys(item.value, Reflect.get(parsed, key), here) : [here]
  })
}
