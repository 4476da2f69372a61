/* What the site's scripts and their tests hold to; types are `tsc`'s matter. Run from the top of the project. */

import { fileURLToPath } from "node:url";

import eslint from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import typescript from "typescript-eslint";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));

/* Ways to bring markup or code into a page as text, which its security policy refuses. */
const AS_TEXT = ["innerHTML", "outerHTML", "insertAdjacentHTML", "write", "writeln", "srcdoc", "cssText"];
const STYLE_AS_TEXT = "CallExpression[callee.property.name='setAttribute'] > [value='style']";
const TEST = { from: "package", package: "node:test", name: "test" };

export default defineConfig(
  globalIgnores(["**/*.min.js", "**/node_modules/"]),
  eslint.configs.recommended,
  {
    plugins: { typescript: typescript.plugin },
    languageOptions: {
      parser: typescript.parser,
      parserOptions: { project: "./tsconfig.json", tsconfigRootDir: FOLDER },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      complexity: ["error", 10],
      "max-lines": ["error", 400],
      "max-lines-per-function": ["error", 60],
      "max-depth": ["error", 3],
      "max-params": ["error", 4],
      "max-len": ["error", { code: 120, ignoreRegExpLiterals: true }],
      "array-callback-return": "error",
      "consistent-return": "error",
      curly: ["error", "multi-line"],
      "default-case-last": "error",
      eqeqeq: "error",
      "no-console": "error",
      "no-else-return": "error",
      "no-eval": "error",
      "no-implicit-coercion": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-param-reassign": "error",
      "no-restricted-properties": ["error", ...AS_TEXT.map((property) => ({ property }))],
      "no-restricted-syntax": ["error", STYLE_AS_TEXT],
      "no-script-url": "error",
      "no-shadow": "error",
      "no-undef": "off", // tsc knows better
      "no-unneeded-ternary": "error",
      "no-unused-expressions": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
      "typescript/await-thenable": "error",
      "typescript/no-floating-promises": ["error", { allowForKnownSafeCalls: [TEST] }],
      "typescript/no-misused-promises": "error",
      "typescript/no-unnecessary-condition": "error",
      "typescript/prefer-optional-chain": "error",
    },
  },
);
