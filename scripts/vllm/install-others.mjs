// Installs the other servers that the tests drive, each in its own Python environment: a LiteLLM proxy (0.7 GB, in front of
// vLLM), and `transformers serve` (0.2 GB, on top of vLLM's environment, whose torch it uses).
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failureOf, findPython, installOnce, installPackages, mustSucceed, pythonOf, setupFolder } from './install.mjs';

/** @returns {string} the folder of the installation @throws {import('./install.mjs').Missing} */
export function installLiteLlm() {
  const requirements = 'litellm/requirements.txt';
  return installOnce('litellm-1.99.4', [requirements], (unfinished) =>
    installPackages(findPython(), unfinished, requirements),
  );
}

/**
 * @param {string} vllm the folder of vLLM's installation
 * @returns {string} the folder of the installation, and in it of a model with weights
 * @throws {import('./install.mjs').Missing}
 */
export function installTransformers(vllm) {
  const requirements = 'transformers/requirements.txt';
  // vLLM's own files, too: this environment refers to vLLM's.
  const files = [requirements, 'transformers/save_weights.py', 'requirements.txt', 'make_model.py'];
  return installOnce('transformers-5.24.0', files, (unfinished) => {
    installPackages(findPython(), unfinished, requirements);
    const packages = 'lib/python3.11/site-packages';
    writeFileSync(join(unfinished, 'venv', packages, 'vllm.pth'), `${join(vllm, 'venv', packages)}\n`);
    const save = [join(setupFolder, 'transformers/save_weights.py'), join(vllm, 'model'), join(unfinished, 'model')];
    mustSucceed('Saving the weights', failureOf(pythonOf(unfinished), save));
  });
}
