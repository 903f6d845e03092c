import type { RequestListener } from 'node:http';
import type { ImageService } from './imageService';
import type { IntegrationMetrics } from './metrics';

/** `/health` and `/metrics`. */
export function createHandler(
  images: ImageService,
  metrics: IntegrationMetrics,
): RequestListener {
  return async (req, res) => {
    if (req.url === '/health') {
      const body = images.health();
      res.writeHead(body.status === 'unhealthy' ? 503 : 200, {
        'content-type': 'application/json',
      });
      res.end(JSON.stringify(body));
    } else if (req.url === '/metrics') {
      const text = await metrics.registry.metrics();
      res.writeHead(200, { 'content-type': metrics.registry.contentType });
      res.end(text);
    } else {
      res.writeHead(404).end();
    }
  };
}
