/** Who may import whom. The directions are the design: a lint error here is a question about where something belongs. */

const TYPES_ONLY = ['type-only'];

/** One rule: files under `from` may import, of our own files, only `may` (regular expressions). */
const only = (name, comment, from, may) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(api|src|db|dev|tests|bench)/', pathNot: may },
});

const never = (name, comment, from, to, more = {}) => ({
  name,
  comment,
  severity: 'error',
  from: typeof from === 'string' ? { path: from } : from,
  to: { path: to, ...more },
});

module.exports = {
  forbidden: [
    only('api-to-main', 'api/ only names which handler answers where', '^api/', ['^src/main\\.ts$']),
    only('main-builds-the-app', 'main.ts puts the app together and does nothing else', '^src/main\\.ts$', [
      '^src/(app|env)\\.ts$',
      '^src/http/handlers\\.ts$',
    ]),
    never(
      'main-acts-on-import',
      'importing it starts the app: only api/ and dev/ do',
      '^(src|db|tests)/',
      '^src/main\\.ts$',
    ),
    never(
      'app-is-given',
      'the app is handed in, so that a test can hand in another; only its type is imported',
      { path: '^src/', pathNot: '^src/main\\.ts$' },
      '^src/app\\.ts$',
      { dependencyTypesNot: TYPES_ONLY },
    ),
    only(
      'school-knows-no-chat',
      'the domain knows the database and itself: no WhatsApp, no words',
      '^src/school/',
      ['^src/(school/|errors\\.ts$)', '^db/'],
    ),
    only('copy-is-words', 'sentences, and the replies they become', '^src/copy/', [
      '^src/copy/',
      '^src/whatsapp/reply\\.ts$',
      '^src/understanding/intent\\.ts$',
    ]),
    never('copy-knows-intents-by-type', 'their names only', '^src/copy/', '^src/understanding/', {
      dependencyTypesNot: TYPES_ONLY,
    }),
    only(
      'flows-are-conversations',
      'a flow asks the domain and says something; it neither stores nor sends',
      '^src/conversation/flows/',
      [
        '^src/conversation/(flows/|(flow|input)\\.ts$)',
        '^src/(school|payments|outreach|understanding|copy)/',
        '^src/whatsapp/reply\\.ts$',
        '^src/(errors|clock)\\.ts$',
        '^db/client\\.ts$',
      ],
    ),
    never(
      'flows-only-name-writes',
      'a flow hands on the writes of a verb',
      '^src/conversation/flows/',
      '^db/',
      {
        dependencyTypesNot: TYPES_ONLY,
      },
    ),
    never(
      'no-model-in-flows',
      'who asks the model is decided before a flow is reached',
      '^src/conversation/flows/',
      '^src/understanding/model/',
      {
        dependencyTypesNot: TYPES_ONLY,
      },
    ),
    never(
      'mailbox-serves-turns',
      'messages are claimed, kept and sent in one place',
      '^src/(school|understanding|copy|whatsapp|payments)/',
      '^src/mailbox/',
    ),
    never(
      'src-stands-alone',
      'what runs in production needs neither the local world nor the tests',
      '^(src|api)/',
      '^(dev|tests|bench)/',
    ),
    never(
      'db-is-below',
      'the database layer knows nothing of the bot',
      '^db/',
      '^(src|api|dev|tests|bench)/',
    ),
    never('dev-without-tests', 'the local world is not a test', '^dev/', '^tests/'),
    {
      name: 'no-circles',
      comment: 'two files that need each other are one idea',
      severity: 'error',
      from: { path: '^(api|src|db|dev)/', pathNot: '^dev/simulator/page/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: TYPES_ONLY } },
    },
    {
      name: 'found',
      comment: 'an import must lead somewhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    never('no-dev-packages', 'what production needs is a dependency', '^(src|api|db)/', '.', {
      dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
    }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
    },
  },
};
