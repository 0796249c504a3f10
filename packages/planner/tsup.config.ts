import { mkdirSync, writeFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts', 'src/testing/index.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  sourcemap: true,
  clean: true,
  silent: true,
  // For editors and validators, which read files.
  onSuccess: async () => {
    const built = new URL('./dist/index.js', import.meta.url);
    const { jsonSchema, schemaNames } = (await import(built.href)) as typeof import('./src/index.js');
    mkdirSync(new URL('./schemas/', built), { recursive: true });
    for (const name of schemaNames) {
      const text = `${JSON.stringify(jsonSchema(name), undefined, 2)}\n`;
      writeFileSync(new URL(`./schemas/${name}.schema.json`, built), text);
    }
  },
});
