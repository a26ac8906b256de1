import type { Bilingual } from '../../src/contract/texts.ts'
import type { House } from '../ground/ground.ts'

export interface LetterFacts {
  readonly house: Pick<House, 'name' | 'publicBaseUrl' | 'helpPhone'>
  readonly title: Bilingual
  readonly nameMasked: Bilingual
  readonly documentNumber: string
}

/** What stands in a letter with a file: what it is, whose, and how anyone checks it. */
export function letterText(language: 'zh' | 'en', facts: LetterFacts): { subject: string; text: string } {
  return language === 'en' ? english(facts) : chinese(facts)
}

function chinese({ house, title, nameMasked, documentNumber }: LetterFacts) {
  const site = `${house.publicBaseUrl}/v/`
  return {
    subject: `${house.name.zh}：${title.zh}（编号 ${documentNumber}）`,
    text: `您好：

附件是${house.name.zh}出具的《${title.zh}》，由本人（${nameMasked.zh}）在网上申请并发给您。
文件编号：${documentNumber}

怎样查验：
1. 打开 ${site} ，请核对浏览器地址栏。
2. 选择附件中的文件，或扫描文件上的二维码、输入文件上的验证码。
3. 页面会说明文件是否由本校出具、是否仍然有效。
附件带有学校的电子签章，请保存原文件；打印件以查验结果为准。

这封信由系统发出，请不要回复。有疑问请致电 ${house.helpPhone}。
如果您不认识申请人，请删除这封信。
`,
  }
}

function english({ house, title, nameMasked, documentNumber }: LetterFacts) {
  const site = `${house.publicBaseUrl}/v/`
  return {
    subject: `${house.name.en}: ${title.en} (No. ${documentNumber})`,
    text: `Hello,

The attached document, "${title.en}", was issued by ${house.name.en}. The person whom it is about (${nameMasked.en}) has applied for it online and had it sent to you.
Number of the document: ${documentNumber}

How to check it:
1. Open ${site} and compare the address with the address bar of your browser.
2. Choose the attached file, or scan the code on the document, or type its verification code.
3. The page says whether the university has issued it and whether it still counts.
The file carries the electronic seal of the university: please keep it as it is.

This letter was sent by a program; please do not answer it. Questions: ${house.helpPhone}.
If you do not know this person, please delete it.
`,
  }
}
