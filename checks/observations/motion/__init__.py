"""What moves on a page by itself: images, animations, videos, carousels, and what scripts move."""
