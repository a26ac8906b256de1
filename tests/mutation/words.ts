/** As much of a syntax tree's node as is looked at here. */
interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

interface NodePath {
  readonly node: Node
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal']
/** Members whose value is a sentence for people: no act of the house follows from its letters. */
const SENTENCES = ['evidence']
const TEXTS = ['StringLiteral', 'TemplateLiteral']

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const nameOf = (node: unknown): string => {
  if (!isNode(node)) return ''
  if (node.type === 'MemberExpression') return nameOf(node.property)
  return typeof node.name === 'string' ? node.name : ''
}
const calleeOf = (node: Node) => (isNode(node.callee) ? node.callee : null)

function isLogLine(node: Node): boolean {
  const callee = node.type === 'CallExpression' ? calleeOf(node) : null
  return callee?.type === 'MemberExpression' && nameOf(callee.object) === 'log' && LOG_LEVELS.includes(nameOf(callee))
}

const isThrownBug = (node: Node) => node.type === 'NewExpression' && nameOf(node.callee).endsWith('Error')
const isSentence = (node: Node) =>
  node.type === 'ObjectProperty' &&
  SENTENCES.includes(nameOf(node.key)) &&
  isNode(node.value) &&
  TEXTS.includes(node.value.type)

/** Why a piece of the program is not changed, when it is only words; undefined when it is more. */
export function onlyWords({ node }: NodePath): string | undefined {
  if (isLogLine(node)) return 'a line of the log'
  if (isThrownBug(node)) return 'the text of a bug'
  if (isSentence(node)) return 'a sentence for people'
  return undefined
}

/** What Stryker loads: a plugin that leaves words as they are. */
export const strykerPlugins = [{ kind: 'Ignore', name: 'words', value: { shouldIgnore: onlyWords } }]
