import type { ReceiverWords } from './register.ts'

const NONE = { referenceZh: '', referenceEn: '', referenceForm: '' }

/** Invented institutions of a demonstration: an evaluation service, two universities, an employer, an embassy. */
const DEMO_RECEIVERS: readonly ReceiverWords[] = [
  {
    ...{ nameZh: '环球学历评估（演示）', nameEn: 'Global Credential Evaluation (demo)', kind: 'evaluation' },
    ...{ domain: 'evaluation.example', mailTo: 'records@evaluation.example', language: 'en' },
    purposes: ['evaluation', 'admission', 'qualification'],
    ...{
      referenceZh: '评估参考号（七位数字）',
      referenceEn: 'Reference number (seven digits)',
      referenceForm: '9999999',
    },
  },
  {
    ...{ nameZh: '学位与学历认证中心（演示）', nameEn: 'Degree Certification Centre (demo)', kind: 'evaluation' },
    ...{ domain: 'certification.example', mailTo: 'renzheng@certification.example', language: 'zh' },
    purposes: ['evaluation', 'employment', 'other'],
    ...{ referenceZh: '认证申请号', referenceEn: 'Number of the request', referenceForm: 'A99999999' },
  },
  {
    ...{
      nameZh: '北岸大学研究生院（演示）',
      nameEn: 'Northshore University, Graduate School (demo)',
      kind: 'university',
    },
    ...{ domain: 'northshore.example', mailTo: 'admissions@grad.northshore.example', language: 'en' },
    purposes: ['admission'],
    ...{ referenceZh: '申请编号', referenceEn: 'Application ID', referenceForm: 'AA-999999' },
  },
  {
    ...{ nameZh: '星河软件人力资源部（演示）', nameEn: 'Galaxy Software, Human Resources (demo)', kind: 'employer' },
    ...{ domain: 'galaxy.example', mailTo: 'hr@galaxy.example', language: 'zh', purposes: ['employment'], ...NONE },
  },
  {
    ...{ nameZh: '某国驻华使馆签证处（演示）', nameEn: 'Embassy of Somewhere, visa section (demo)', kind: 'authority' },
    ...{ domain: 'embassy.example', mailTo: 'visa@embassy.example', language: 'en', purposes: ['visa'], ...NONE },
  },
]

/** As they stand in the file of a demonstration. */
export const demoReceiversYaml = (): string => `
receivers:
  # For demonstrations only: registered at each start where they are not there yet. On site staff register receivers at /staff/receivers.
  demoReceivers:
${DEMO_RECEIVERS.map(one => `    - ${JSON.stringify(one)}`).join('\n')}
`
