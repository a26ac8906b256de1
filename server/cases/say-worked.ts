import { type Bilingual, both } from '../../src/contract/texts.ts'
import { type StaffLanguage, sayIn } from '../ground/commands/language.ts'
import { sayTime } from '../ground/commands/wall-time.ts'
import { ACT_NAMES } from './act-names.ts'
import type { CaseWorked } from './carry-out.ts'
import { sayYuan } from './say-figures.ts'
import { inWords } from './sentences.ts'

/** What somebody is shown once. */
export const TOLD: Readonly<Record<string, Bilingual>> = {
  reprintCode: both('重打码（只显示这一次）', 'reprint code, shown this once'),
  expiresAt: both('有效期至', 'good until'),
}

/** An act with its figures, within a sentence. */
export function actInWords({ act, amountFen, copies }: Pick<CaseWorked, 'act' | 'amountFen' | 'copies'>): Bilingual {
  const name = ACT_NAMES[act]
  const of =
    amountFen !== null
      ? both(` ${sayYuan(amountFen)}`, ` of ${sayYuan(amountFen)}`)
      : copies === null
        ? both('', '')
        : both(`（${copies} 份）`, ` for ${copies === 1 ? '1 copy' : `${copies} copies`}`)
  return both(`${name.zh}${of.zh}`, `${name.en}${of.en}`)
}

/** What has come of an act, for whoever did it. */
export function sayWorked(
  { caseNumber, state, act, amountFen, copies, whyFourEyes, tells, notes = [], isPreview }: CaseWorked,
  { language, timeZone }: { readonly language: StaffLanguage; readonly timeZone: string },
): string {
  const say = sayIn(language)
  const what = actInWords({ act, amountFen, copies })
  const why = inWords(whyFourEyes ?? '', language)
  const beside = notes.map(note => say(both(`注意：${inWords(note, 'zh')}。`, `Note: ${inWords(note, 'en')}.`)))
  if (isPreview) {
    const would = {
      open: both('不会办', 'would not be done'),
      'under-way': both('会在几秒内开始办理', 'would begin within seconds'),
      ended: both('会办好，事项办结', 'would end the case'),
      'waiting-for-agreement': both(`会等第二人决定：${why}`, `would wait for a second person: ${why}`),
    }[state]
    const looked = say(
      both(
        `${what.zh}${would.zh}。什么都没有做：去掉 --preview 再给一次命令。`,
        `${what.en} ${would.en}. Nothing was done: give the command again without --preview.`,
      ),
    )
    return [looked, ...beside].join('\n')
  }
  if (state === 'waiting-for-agreement') {
    const card = act === 'refund-to-card' ? ' --card /dev/stdin' : ''
    const next = `  yinzheng cases agree ${caseNumber} --by ${say(both('姓名', 'NAME'))}${card} --config FILE`
    const asked = both(
      `${caseNumber}：已提出${what.zh}。${why}；请另一人输入`,
      `${caseNumber}: ${what.en} is asked for. ${why}; another person types`,
    )
    return [say(asked), next, ...beside].join('\n')
  }
  const came = {
    open: both(`${what.zh}：不办了，事项仍待处理`, `${what.en} is not done; the case is open again`),
    'under-way': both(`${what.zh}：正在办理`, `${what.en} is under way`),
    ended: both(`${what.zh}：已办好，事项办结`, `${what.en} is done: the case has ended`),
  }[state]
  const told = Object.entries(tells).map(([key, value]) => {
    const isTime = key === 'expiresAt'
    const label = TOLD[key] ?? both(key, key)
    const text = isTime ? `${sayTime(timeZone, new Date(value))} (${timeZone})` : value
    return say(both(`${label.zh}：${text}`, `${label.en}: ${text}`))
  })
  return [say(both(`${caseNumber}：${came.zh}。`, `${caseNumber}: ${came.en}.`)), ...told, ...beside].join('\n')
}
