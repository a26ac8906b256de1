import { type Bilingual, both } from '../../../src/contract/texts.ts'
import { err, ok, type Result } from '../../../src/result.ts'

/** What a command was given, by `parseArgs` of Node; wrong words are a sentence and no exception. */
export function parseWords<Parsed>(parse: () => Parsed): Result<Parsed, Bilingual> {
  try {
    return ok(parse())
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!(error instanceof Error) || !code.startsWith('ERR_PARSE_ARGS')) throw error
    return err(sentenceOf(code, error.message))
  }
}

/** Whether somebody asks how a command is given. */
export const asksForHelp = (args: readonly string[]): boolean => args.includes('--help') || args.includes('-h')

function sentenceOf(code: string, message: string): Bilingual {
  const [, name = ''] = /'(?:-\w, )?([^' ]*)/.exec(message) ?? []
  switch (code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return both(`没有 ${name} 这个选项`, `there is no option ${name}`)
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return both(`多写了“${name}”`, `"${name}" is too much`)
    default:
      if (message.includes('does not take')) return both(`${name} 后面不写内容`, `${name} takes no value`)
      if (message.includes('ambiguous'))
        return both(
          `${name} 的内容以横线开头，请写成 ${name}=内容`,
          `what follows ${name} begins with a dash: write ${name}=VALUE`,
        )
      return both(`${name} 后面缺内容`, `${name} lacks what belongs behind it`)
  }
}
