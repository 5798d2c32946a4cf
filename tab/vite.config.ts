import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// The running Host that `npm run dev` talks to; the sandbox prints its address.
const host = process.env["WORKSPACE_HOST"] ?? "http://127.0.0.1:5081";

export default defineConfig({
  plugins: [react()],
  // The Host puts a fresh nonce in place of this word in every answer, and in its Content-Security-Policy.
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    outDir: "../api/Host/wwwroot",
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    // Everything comes from our own origin as files: no data: URLs, no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  server: {
    proxy: {
      "/api": host,
      "/config.json": host,
      "/live": { target: host, ws: true },
    },
  },
  test: {
    environment: "happy-dom",
    setupFiles: ["src/testing/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    testTimeout: 30_000,
  },
});
