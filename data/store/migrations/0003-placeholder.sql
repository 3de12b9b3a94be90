-- Kept free for what is worked on at the same time.
SELECT 1;
